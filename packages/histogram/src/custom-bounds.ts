import { addAt, type CompensatedBuckets, emptyBuckets, keepBuckets } from "./compensated-buckets.ts";

export function haveEqualBounds(first: Float64Array, second: Float64Array): boolean {
  if (first === second) return true;
  return first.length === second.length && first.every((bound, place) => bound === second[place]);
}

/** The bounds that both have: to these, histograms with different bounds can be brought without guessing. */
export function sharedBounds(first: Float64Array, second: Float64Array): Float64Array {
  const others = new Set(second);
  return first.filter((bound) => others.has(bound));
}

/** Moves the counts into the buckets of fewer bounds; buckets that stay empty are left out. */
export function onSharedBounds(
  buckets: CompensatedBuckets,
  bounds: Float64Array,
  shared: Float64Array,
): CompensatedBuckets {
  const result = emptyBuckets(Int32Array.from({ length: shared.length + 1 }, (_, index) => index));
  let target = 0;
  for (const [place, index] of buckets.indexes.entries()) {
    const bound = bounds[index] ?? Number.POSITIVE_INFINITY;
    while ((shared[target] ?? Number.POSITIVE_INFINITY) < bound) target++;
    addAt(result, target, buckets.counts[place] ?? 0, buckets.compensations[place] ?? 0);
  }
  return keepBuckets(result, (_, place) => result.counts[place] !== 0 || result.compensations[place] !== 0);
}
