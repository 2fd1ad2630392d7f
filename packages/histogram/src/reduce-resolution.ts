import { type BucketCounts, type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";

/** In which bucket of a coarser schema a bucket lies. */
export function coarserIndex(index: number, fromSchema: number, toSchema: number): number {
  return ((index - 1) >> (fromSchema - toSchema)) + 1;
}

export function coarserBuckets(buckets: BucketCounts, fromSchema: number, toSchema: number): BucketCounts {
  if (fromSchema === toSchema || buckets.indexes.length === 0) return buckets;
  const indexes: number[] = [];
  const counts: number[] = [];
  for (let place = 0; place < buckets.indexes.length; place++) {
    const index = coarserIndex(buckets.indexes[place] ?? 0, fromSchema, toSchema);
    const count = buckets.counts[place] ?? 0;
    if (indexes.at(-1) === index) counts.push((counts.pop() ?? 0) + count);
    else {
      indexes.push(index);
      counts.push(count);
    }
  }
  return { indexes: Int32Array.from(indexes), counts: Float64Array.from(counts) };
}

/** The same observations in wider exponential buckets; the schema must not rise. The reset hint becomes unknown. */
export function reduceResolution(histogram: FloatHistogram, toSchema: number): FloatHistogram {
  const { schema } = histogram;
  if (schema === toSchema) return histogram;
  if (usesCustomBuckets(histogram) || toSchema > schema) {
    throw new Error(
      `HISTOGRAM_RESOLUTION: schema ${schema} cannot become ${toSchema}; only an exponential schema can fall`,
    );
  }
  return {
    ...histogram,
    counterResetHint: "unknown",
    schema: toSchema,
    positive: coarserBuckets(histogram.positive, schema, toSchema),
    negative: coarserBuckets(histogram.negative, schema, toSchema),
  };
}
