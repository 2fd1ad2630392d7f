import {
  add,
  type BucketCounts,
  type CounterResetHint,
  type FloatHistogram,
  noBuckets,
  subtract,
} from "@voiceassist/histogram";
import type { ScriptHistogram } from "./test-script.ts";

const resetHints: Readonly<Record<string, CounterResetHint>> = {
  unknown: "unknown",
  reset: "reset",
  not_reset: "no-reset",
  gauge: "gauge",
};

/** Reads `{{schema:0 sum:5 buckets:[1 2]}}`, with `x3` behind it four times, with `+{{…}}x3` a growing series. */
export function parseHistogramWord(word: string): readonly ScriptHistogram[] {
  const match = /^(\{\{.*?\}\})(?:([+-])(\{\{.*?\}\}))?(?:x(\d+))?$/.exec(word);
  if (match === null) throw new Error(`PROMQLTEST_HISTOGRAM: ${JSON.stringify(word)} is no histogram`);
  const [, first = "", sign, second, repeats = "0"] = match;
  const start = parseHistogram(first);
  const increment = second === undefined ? undefined : parseHistogram(second);
  const tellsReset = (increment ?? start).tellsReset;
  const samples: ScriptHistogram[] = [{ histogram: start.histogram, tellsReset }];
  let current = start.histogram;
  while (samples.length <= Number(repeats)) {
    if (increment !== undefined) {
      const combine = sign === "-" ? subtract : add;
      const combination = combine(current, increment.histogram);
      if (!combination.ok) throw new Error(`PROMQLTEST_HISTOGRAM: ${word} mixes kinds of buckets`);
      current = combination.histogram;
    }
    samples.push({ histogram: current, tellsReset });
  }
  return samples;
}

function parseHistogram(text: string): ScriptHistogram {
  const fields = new Map<string, string>();
  for (const [, key = "", value = ""] of text.slice(2, -2).matchAll(/(\w+):(\[[^\]]*\]|\S+)/g)) {
    fields.set(key, value);
  }
  const number = (key: string): number => readNumber(fields.get(key) ?? "0");
  const list = (key: string): readonly number[] =>
    (fields.get(key) ?? "[]")
      .slice(1, -1)
      .split(/\s+/)
      .filter((word) => word !== "")
      .map(readNumber);
  const side = (buckets: string, offset: string): BucketCounts => {
    const counts = Float64Array.from(list(buckets));
    if (counts.length === 0) return noBuckets;
    return { indexes: Int32Array.from(counts, (_, place) => number(offset) + place), counts };
  };
  const histogram: FloatHistogram = {
    counterResetHint: resetHints[fields.get("counter_reset_hint") ?? "unknown"] ?? "unknown",
    schema: number("schema"),
    zeroThreshold: number("z_bucket_w"),
    zeroCount: number("z_bucket"),
    count: number("count"),
    sum: number("sum"),
    positive: side("buckets", "offset"),
    negative: side("n_buckets", "n_offset"),
    customBounds: Float64Array.from(list("custom_values")),
  };
  return { histogram, tellsReset: fields.has("counter_reset_hint") };
}

function readNumber(text: string): number {
  const value = /^[+-]?inf$/i.test(text)
    ? Number(`${text.startsWith("-") ? "-" : ""}Infinity`)
    : Number(text);
  if (Number.isNaN(value) && !/^nan$/i.test(text)) {
    throw new Error(`PROMQLTEST_HISTOGRAM: ${JSON.stringify(text)} is not a number`);
  }
  return value;
}
