import { expect, test } from "vitest";
import { createClassicHistogramConverter } from "./convert-classic-histograms.ts";
import { defaultExpositionOptions, parseExposition } from "./exposition.ts";
import type { Exposition } from "./exposition-sample.ts";

function parsed(text: string): Exposition {
  const result = parseExposition(new TextEncoder().encode(text), "text", defaultExpositionOptions());
  if (!result.ok) throw new Error(result.message);
  return result;
}

const text = `# TYPE took histogram
took_bucket{job="a",le="0.5"} 1
took_bucket{job="a",le="1"} 3
took_bucket{job="a",le="+Inf"} 4
took_sum{job="a"} 4.5
took_count{job="a"} 4
# TYPE size gauge
size_count 7
# TYPE bad histogram
bad_bucket{le="1"} 5
bad_bucket{le="2"} 3
bad_bucket{le="+Inf"} 5
bad_count 5
bad_sum 1
`;

test("a classic histogram becomes one with custom buckets, and what does not grow is left out", () => {
  const { samples, metadata } = parsed(text);
  const converted = createClassicHistogramConverter().convert(samples, metadata, false);
  expect(converted.map(({ labels }) => labels)).toEqual([
    { __name__: "size_count" },
    { __name__: "took", job: "a" },
  ]);
  expect(converted[1]?.histogram).toMatchObject({
    schema: -53,
    count: 4,
    sum: 4.5,
    customBounds: Float64Array.of(0.5, 1),
    positive: { indexes: Int32Array.of(0, 1, 2), counts: Float64Array.of(1, 2, 1) },
  });
});

test("the classic series may be kept, and the labels stay one object from scrape to scrape", () => {
  const converter = createClassicHistogramConverter();
  const { samples, metadata } = parsed(text);
  const first = converter.convert(samples, metadata, true);
  expect(first.length).toBe(samples.length + 1);
  const again = parsed(text);
  const second = converter.convert(again.samples, again.metadata, false);
  expect(second.at(-1)?.labels).toBe(first.at(-1)?.labels);
});
