import { allBuckets, type FloatHistogram } from "@voiceassist/histogram";
import { goNumber } from "./go-format.ts";

/** A native histogram as Prometheus prints it in texts: `{count:3, sum:4.5, (1,2]:3}`, without empty buckets. */
export function formatHistogram(histogram: FloatHistogram): string {
  const parts = [`count:${goNumber(histogram.count)}`, `sum:${goNumber(histogram.sum)}`];
  for (const { lower, upper, lowerInclusive, upperInclusive, count } of allBuckets(histogram)) {
    if (count === 0) continue;
    const range = `${lowerInclusive ? "[" : "("}${goNumber(lower)},${goNumber(upper)}${upperInclusive ? "]" : ")"}`;
    parts.push(`${range}:${goNumber(count)}`);
  }
  return `{${parts.join(", ")}}`;
}
