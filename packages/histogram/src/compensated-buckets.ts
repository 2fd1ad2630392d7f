import { addCompensated, type CompensatedNumber } from "./compensated-add.ts";
import type { BucketCounts } from "./float-histogram.ts";
import { coarserIndex } from "./reduce-resolution.ts";

/** Buckets with the rounding error of each count beside it. */
export interface CompensatedBuckets extends BucketCounts {
  readonly compensations: Float64Array;
}

export function uncompensated({ indexes, counts }: BucketCounts): CompensatedBuckets {
  return { indexes, counts, compensations: new Float64Array(counts.length) };
}

/** Adds `factor` times the second's counts to the first's. */
export function addBuckets(
  first: CompensatedBuckets,
  second: CompensatedBuckets,
  factor: 1 | -1,
): CompensatedBuckets {
  if (second.indexes.length === 0) return first;
  const indexes = unitedIndexes(first.indexes, second.indexes);
  const result = emptyBuckets(indexes);
  let place = 0;
  for (const [at, index] of first.indexes.entries()) {
    while (indexes[place] !== index) place++;
    result.counts[place] = first.counts[at] ?? 0;
    result.compensations[place] = first.compensations[at] ?? 0;
  }
  place = 0;
  for (const [at, index] of second.indexes.entries()) {
    while (indexes[place] !== index) place++;
    addAt(result, place, factor * (second.counts[at] ?? 0), factor * (second.compensations[at] ?? 0));
  }
  return result;
}

export function coarserCompensated(
  buckets: CompensatedBuckets,
  fromSchema: number,
  toSchema: number,
): CompensatedBuckets {
  if (fromSchema === toSchema) return buckets;
  const targets = buckets.indexes.map((index) => coarserIndex(index, fromSchema, toSchema));
  const indexes = targets.filter((index, at) => index !== targets[at - 1]);
  const result = emptyBuckets(indexes);
  let place = 0;
  for (const [at, target] of targets.entries()) {
    if (indexes[place] !== target) place++;
    addAt(result, place, buckets.counts[at] ?? 0, buckets.compensations[at] ?? 0);
  }
  return result;
}

export function keepBuckets(
  buckets: CompensatedBuckets,
  keeps: (index: number, place: number) => boolean,
): CompensatedBuckets {
  const kept = (_: number, place: number): boolean => keeps(buckets.indexes[place] ?? 0, place);
  return {
    indexes: buckets.indexes.filter(kept),
    counts: buckets.counts.filter(kept),
    compensations: buckets.compensations.filter(kept),
  };
}

export function emptyBuckets(indexes: Int32Array): CompensatedBuckets {
  return {
    indexes,
    counts: new Float64Array(indexes.length),
    compensations: new Float64Array(indexes.length),
  };
}

const scratch: CompensatedNumber = { total: 0, compensation: 0 };

export function addAt(target: CompensatedBuckets, place: number, count: number, compensation: number): void {
  scratch.total = target.counts[place] ?? 0;
  scratch.compensation = target.compensations[place] ?? 0;
  addCompensated(scratch, count);
  if (compensation !== 0) addCompensated(scratch, compensation);
  target.counts[place] = scratch.total;
  target.compensations[place] = scratch.compensation;
}

function unitedIndexes(first: Int32Array, second: Int32Array): Int32Array {
  if (first.length === second.length && first.every((index, at) => index === second[at])) return first;
  const united = new Int32Array(first.length + second.length);
  let length = 0;
  let left = 0;
  let right = 0;
  while (left < first.length || right < second.length) {
    const fromLeft = first[left] ?? Number.POSITIVE_INFINITY;
    const fromRight = second[right] ?? Number.POSITIVE_INFINITY;
    united[length++] = Math.min(fromLeft, fromRight);
    if (fromLeft <= fromRight) left++;
    if (fromRight <= fromLeft) right++;
  }
  return united.slice(0, length);
}
