import type { Labels } from "@voiceassist/promql";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { type Answer, badData, success } from "./envelope.ts";
import { parseGoInteger } from "./go-number.ts";

const recentMillis = 2 * 3_600_000;
const maxSeries = 100_000;
const defaultShown = 10;
const maxShown = 10_000;

interface Counted {
  readonly name: string;
  readonly value: number;
}

interface Cardinality {
  readonly byMetric: Map<string, number>;
  readonly byPair: Map<string, number>;
  readonly values: Map<string, Set<string>>;
  /** The length of a label's values, each as often as series have it. */
  readonly sizes: Map<string, number>;
}

/** `/api/v1/status/tsdb`: cardinality of the series of the last two hours, which Prometheus keeps in its head block. */
export async function tsdbStatus(
  parameters: URLSearchParams,
  metrics: StoreReader["metrics"],
  nowMillis: number,
): Promise<Answer> {
  const text = parameters.get("limit") ?? "";
  const limit = text === "" ? defaultShown : countOf(text);
  if (limit === undefined) return badData("limit must be a positive number");
  if (limit > maxShown) return badData(`limit must not exceed ${maxShown}`);
  const range = { fromMillis: nowMillis - recentMillis, toMillis: nowMillis };
  const everything = [[{ name: "__name__", operator: "!=", value: "" } as const]];
  const series = await metrics.series(everything, range, maxSeries);
  const found: Cardinality = {
    byMetric: new Map(),
    byPair: new Map(),
    values: new Map(),
    sizes: new Map(),
  };
  for (const labels of series) countSeries(labels, found);
  const top = (counts: ReadonlyMap<string, number>): readonly Counted[] =>
    [...counts]
      .map(([name, value]) => ({ name, value }))
      .sort((left, right) => right.value - left.value)
      .slice(0, limit);
  return success({
    headStats: {
      numSeries: series.length,
      numLabelPairs: found.byPair.size,
      chunkCount: 0,
      minTime: range.fromMillis,
      maxTime: range.toMillis,
    },
    seriesCountByMetricName: top(found.byMetric),
    labelValueCountByLabelName: top(new Map([...found.values].map(([name, seen]) => [name, seen.size]))),
    memoryInBytesByLabelName: top(found.sizes),
    seriesCountByLabelValuePair: top(found.byPair),
  });
}

function countOf(text: string): number | undefined {
  const parsed = parseGoInteger(text, "Atoi");
  return parsed.ok && parsed.value > 0 ? parsed.value : undefined;
}

function countSeries(labels: Labels, { byMetric, byPair, values, sizes }: Cardinality): void {
  const metric = labels.__name__ ?? "";
  byMetric.set(metric, (byMetric.get(metric) ?? 0) + 1);
  for (const [name, value] of Object.entries(labels)) {
    const pair = `${name}=${value}`;
    byPair.set(pair, (byPair.get(pair) ?? 0) + 1);
    values.set(name, (values.get(name) ?? new Set()).add(value));
    sizes.set(name, (sizes.get(name) ?? 0) + value.length);
  }
}
