import type { FloatHistogram } from "@voiceassist/histogram";
import { evaluateRange } from "../evaluate/evaluate-range.ts";
import type { QueryValue } from "../evaluate/evaluation-result.ts";
import { formatHistogram } from "../evaluate/format-histogram.ts";
import { formatLabels } from "../format-labels.ts";
import type { SeriesSource } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";

import { conformanceOptions } from "./conformance-options.ts";

const marginMillis = 60_000;

/** These answer by the query's own range, and so rightly differ. */
const asksForRange = /(?:start|end|step|range)\s*\(/i;

/**
 * The middle step of a range query must answer what an instant query answers at that time.
 * Says what differs; an error at a neighbouring step is none of this check's business.
 */
export async function compareAsRange(
  query: string,
  expression: Expression,
  source: SeriesSource,
  timeMillis: number,
  instant: QueryValue,
): Promise<string | undefined> {
  if (asksForRange.test(query) || (instant.type !== "vector" && instant.type !== "scalar")) return undefined;
  const range = await evaluateRange(expression, source, {
    startMillis: timeMillis - marginMillis,
    endMillis: timeMillis + marginMillis,
    stepMillis: marginMillis,
    ...conformanceOptions,
  });
  if (!range.ok) return undefined;
  const wanted = samplesAt(instant, timeMillis);
  const got = samplesAt(range.value, timeMillis);
  return wanted === got ? undefined : `as a range query: wanted ${wanted}, got ${got}`;
}

function samplesAt(value: QueryValue, timeMillis: number): string {
  return listSamples(value, timeMillis).sort().join("; ");
}

function listSamples(value: QueryValue, timeMillis: number): string[] {
  switch (value.type) {
    case "scalar":
      return [`{} ${value.value}`];
    case "string":
      return [];
    case "vector":
      return value.samples.map(
        ({ labels, value: sample, histogram }) => `${formatLabels(labels)} ${sampleText(sample, histogram)}`,
      );
    case "matrix":
      return value.series.flatMap(({ labels, timestamps, values, histograms }) => {
        const index = timestamps.indexOf(timeMillis);
        return index === -1
          ? []
          : [`${formatLabels(labels)} ${sampleText(values[index] ?? 0, histograms?.[index])}`];
      });
  }
}

function sampleText(value: number, histogram: FloatHistogram | undefined): string {
  return histogram === undefined ? String(value) : formatHistogram(histogram);
}
