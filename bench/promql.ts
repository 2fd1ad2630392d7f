// What evaluation costs apart from storage: `npm run bench:promql [-- --only PART]`. Series are made in memory.
import { parseArgs } from "node:util";
import { evaluateInstant, evaluateRange, parsePromql, type SeriesSource } from "@voiceassist/promql";
import { madeSeries } from "./promql/made-series.ts";
import { type Shape, shapes } from "./promql/shapes.ts";

const rounds = 5;
const { values } = parseArgs({ options: { only: { type: "string" } } });

async function evaluate({ query, range }: Shape, source: SeriesSource): Promise<number> {
  const parsed = parsePromql(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const result =
    range === undefined
      ? await evaluateInstant(parsed.expression, source, { timeMillis: shapes.endMillis })
      : await evaluateRange(parsed.expression, source, {
          startMillis: shapes.endMillis - range.lengthMillis,
          endMillis: shapes.endMillis,
          stepMillis: range.stepMillis,
        });
  if (!result.ok) throw new Error(result.error.message);
  const { value } = result;
  return value.type === "matrix" ? value.series.length : value.type === "vector" ? value.samples.length : 1;
}

for (const shape of shapes.list) {
  if (values.only !== undefined && !shape.name.includes(values.only)) continue;
  const source = madeSeries(shapes.endMillis);
  const millis: number[] = [];
  let seriesCount = 0;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    seriesCount = await evaluate(shape, source);
    millis.push(performance.now() - started);
  }
  millis.sort((left, right) => left - right);
  const [fastest = 0] = millis;
  const median = millis[Math.floor(rounds / 2)] ?? 0;
  process.stdout.write(
    `${shape.name.padEnd(44)} ${String(seriesCount).padStart(6)} series  fastest ${fastest.toFixed(1).padStart(8)} ms  median ${median.toFixed(1).padStart(8)} ms\n`,
  );
}
