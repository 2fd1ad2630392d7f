import { exponentialBound } from "./bucket-bounds.ts";
import { addCompensated, type CompensatedNumber } from "./compensated-add.ts";
import type { CompensatedBuckets } from "./compensated-buckets.ts";

export interface ZeroBucket extends Readonly<CompensatedNumber> {
  readonly threshold: number;
}

interface Around {
  readonly schema: number;
  readonly zero: ZeroBucket;
  readonly positive: CompensatedBuckets;
  readonly negative: CompensatedBuckets;
}

/**
 * The zero bucket if it were as wide as the threshold. A threshold inside a populated bucket moves out to that
 * bucket's end, since a bucket cannot be cut.
 */
export function widenedZeroBucket(around: Around, threshold: number): ZeroBucket {
  let wide = Math.max(threshold, around.zero.threshold);
  // Moving out on one side can reach into a bucket of the other; each round takes in at least one bucket more.
  for (;;) {
    const sum: CompensatedNumber = { total: around.zero.total, compensation: around.zero.compensation };
    const positiveEnd = takeIn(around.positive, around.schema, wide, sum);
    const negativeEnd = takeIn(around.negative, around.schema, positiveEnd, sum);
    if (negativeEnd === positiveEnd) return { threshold: positiveEnd, ...sum };
    wide = negativeEnd;
  }
}

/** Adds the buckets that begin inside the threshold; says where the last of them ends, if it reaches further. */
function takeIn(
  buckets: CompensatedBuckets,
  schema: number,
  threshold: number,
  sum: CompensatedNumber,
): number {
  for (const [place, index] of buckets.indexes.entries()) {
    if (exponentialBound(index - 1, schema) >= threshold) return threshold;
    const count = buckets.counts[place] ?? 0;
    addCompensated(sum, count);
    addCompensated(sum, buckets.compensations[place] ?? 0);
    const end = exponentialBound(index, schema);
    if (end > threshold) return count === 0 ? threshold : end;
  }
  return threshold;
}
