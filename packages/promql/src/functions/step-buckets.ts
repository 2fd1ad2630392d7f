/** Differences of a count below this share of its size are taken for rounding. Prometheus uses the same. */
const smallDeltaTolerance = 1e-12;

/** The buckets of a classic histogram at one step. One record serves all steps. */
export interface StepBuckets {
  /** Ascending, unique, in the first `length` places. */
  readonly bounds: Float64Array;
  /** Cumulative. */
  readonly counts: Float64Array;
  length: number;
}

/** What had to be done for the counts to rise. */
export interface Lift {
  lowestBound: number;
  highestBound: number;
  largestFall: number;
}

/** From bounds that do not fall and their cumulative counts. */
export function stepBucketsOf(bounds: readonly number[], counts: readonly number[]): StepBuckets {
  const buckets = newStepBuckets(bounds.length);
  for (const [place, bound] of bounds.entries()) pushBucket(buckets, bound, counts[place] ?? 0);
  return buckets;
}

export function newStepBuckets(capacity: number): StepBuckets {
  return { bounds: new Float64Array(capacity), counts: new Float64Array(capacity), length: 0 };
}

/** Adds a bucket whose bound is not below the last one's; equal bounds are added up. */
export function pushBucket(buckets: StepBuckets, bound: number, count: number): void {
  const last = buckets.length - 1;
  if (last >= 0 && buckets.bounds[last] === bound) {
    buckets.counts[last] = (buckets.counts[last] ?? 0) + count;
    return;
  }
  buckets.bounds[buckets.length] = bound;
  buckets.counts[buckets.length] = count;
  buckets.length++;
}

/** Makes the counts rise, which scrapes at different times can prevent; says what was more than rounding. */
export function liftCounts({ bounds, counts, length }: StepBuckets): Lift | undefined {
  let lift: Lift | undefined;
  let previous = counts[0] ?? 0;
  for (let place = 1; place < length; place++) {
    const count = counts[place] ?? 0;
    if (count === previous) continue;
    const isRounding = isAlmostEqual(previous, count);
    if (!isRounding && !(count < previous)) {
      previous = count;
      continue;
    }
    counts[place] = previous;
    if (isRounding) continue;
    const bound = bounds[place] ?? 0;
    lift ??= { lowestBound: bound, highestBound: bound, largestFall: 0 };
    lift.lowestBound = Math.min(lift.lowestBound, bound);
    lift.highestBound = Math.max(lift.highestBound, bound);
    lift.largestFall = Math.max(lift.largestFall, previous - count);
  }
  return lift;
}

function isAlmostEqual(left: number, right: number): boolean {
  if (Number.isNaN(left) && Number.isNaN(right)) return true;
  if (left === 0 || right === 0) return false;
  return Math.abs(left - right) / (Math.abs(left) + Math.abs(right)) < smallDeltaTolerance;
}
