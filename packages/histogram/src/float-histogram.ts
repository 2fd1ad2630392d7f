/**
 * What is known of a counter's reset between this histogram and the one before it in its series. `gauge`: the histogram
 * is no counter, so there is nothing to reset.
 */
export type CounterResetHint = "unknown" | "reset" | "no-reset" | "gauge";

/** Counts of the buckets that are there; a bucket that is not listed is empty. */
export interface BucketCounts {
  /** Which bucket of the schema each count belongs to: ascending, unique. */
  readonly indexes: Int32Array;
  /** Of each bucket alone, not cumulative. */
  readonly counts: Float64Array;
}

/**
 * A native histogram as Prometheus has it, with counts that may be fractions.
 * `schema` -4 to 8: bucket i ends at 2^(i·2^-schema), and so does its mirror among the negative ones.
 * `schema` -53: bucket i ends at `customBounds[i]`, the one after the last at +Inf; there is no zero bucket and there
 * are no negative buckets.
 */
export interface FloatHistogram {
  readonly counterResetHint: CounterResetHint;
  readonly schema: number;
  /** Half the width of the zero bucket, which holds the observations from -zeroThreshold to zeroThreshold. */
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly count: number;
  readonly sum: number;
  readonly positive: BucketCounts;
  readonly negative: BucketCounts;
  readonly customBounds: Float64Array;
}

export const customBucketsSchema = -53;

export const noBuckets: BucketCounts = { indexes: new Int32Array(0), counts: new Float64Array(0) };

export const noBounds: Float64Array = new Float64Array(0);

export function usesCustomBuckets(histogram: Pick<FloatHistogram, "schema">): boolean {
  return histogram.schema === customBucketsSchema;
}
