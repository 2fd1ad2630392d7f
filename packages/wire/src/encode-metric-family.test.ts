import { customBucketsSchema, type FloatHistogram, noBounds, noBuckets } from "@voiceassist/histogram";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeMetricFamily, type ToldValue } from "./encode-metric-family.ts";
import { parseExpositionProtobuf } from "./exposition-protobuf.ts";

const count = fc.double({ min: 0.5, max: 1e9, noNaN: true });

const buckets = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -500, max: 500 }), count), { selector: ([index]) => index })
  .map((pairs) => {
    const sorted = pairs.sort(([left], [right]) => left - right);
    return {
      indexes: Int32Array.from(sorted, ([index]) => index),
      counts: Float64Array.from(sorted, ([, one]) => one),
    };
  });

const nativeHistogram: fc.Arbitrary<FloatHistogram> = fc.record({
  counterResetHint: fc.constant("unknown" as const),
  schema: fc.integer({ min: -4, max: 8 }),
  zeroThreshold: fc.double({ min: 1e-9, max: 1, noNaN: true }),
  zeroCount: count,
  count,
  sum: fc.double({ noNaN: true }),
  positive: buckets,
  negative: buckets,
  customBounds: fc.constant(noBounds),
});

const labels = fc.uniqueArray(
  fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/u), fc.string({ unit: "grapheme", minLength: 1 })),
  { selector: ([name]) => name },
);
const timestampMillis = fc.integer({ min: 1, max: 4_102_444_800_000 });

function told(
  type: "untyped" | "histogram" | "gaugehistogram",
  value: ToldValue,
  given: readonly (readonly [string, string])[] = [],
  at = 1,
) {
  const metrics = [{ labels: given, timestampMillis: at, value }];
  const bytes = encodeMetricFamily({ name: "told", type, metrics });
  const parsed = parseExpositionProtobuf(bytes, { nativeHistograms: true, classicBesideNative: false });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed;
}

test("a number comes back with its labels and its time", () => {
  fc.assert(
    fc.property(fc.double(), labels, timestampMillis, (value, given, at) => {
      const { samples, metadata } = told("untyped", { kind: "number", value }, given, at);
      expect(samples).toMatchObject([{ value, timestampMillis: at }]);
      expect(samples[0]?.labels).toEqual({ ...Object.fromEntries(given), __name__: "told" });
      expect(metadata.get("told")?.type).toBe("unknown");
    }),
  );
});

test("a native histogram comes back with its buckets", () => {
  fc.assert(
    fc.property(nativeHistogram, timestampMillis, (histogram, at) => {
      const { samples } = told("histogram", { kind: "native", histogram }, [], at);
      expect(samples).toMatchObject([{ labels: { __name__: "told" }, timestampMillis: at }]);
      expect(samples[0]?.histogram).toEqual(histogram);
    }),
  );
});

test("a gauge's native histogram is told as such", () => {
  const histogram: FloatHistogram = {
    counterResetHint: "gauge",
    schema: 0,
    zeroThreshold: 0.5,
    zeroCount: 1,
    count: 1,
    sum: 2,
    positive: noBuckets,
    negative: noBuckets,
    customBounds: noBounds,
  };
  const { samples, metadata } = told("gaugehistogram", { kind: "native", histogram });
  expect(metadata.get("told")?.type).toBe("gaugehistogram");
  expect(samples[0]?.histogram?.counterResetHint).toBe("gauge");
  expect(samples[0]?.histogram?.schema).not.toBe(customBucketsSchema);
});

test("a classic histogram comes back as its buckets, sum and count", () => {
  const value = {
    kind: "classic",
    count: 3,
    sum: 4.5,
    buckets: [{ upperBound: 0.5, cumulativeCount: 1 }],
  } as const;
  const { samples } = told("histogram", value);
  expect(samples.map(({ labels: own, value: number }) => [own, number])).toEqual([
    [{ __name__: "told_count" }, 3],
    [{ __name__: "told_sum" }, 4.5],
    [{ __name__: "told_bucket", le: "0.5" }, 1],
    [{ __name__: "told_bucket", le: "+Inf" }, 3],
  ]);
});
