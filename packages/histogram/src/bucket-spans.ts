/** A run of `length` buckets, `offset` buckets after the end of the run before; of the first run, its first index. */
export interface BucketSpan {
  readonly offset: number;
  readonly length: number;
}

/** The runs in which protobuf and chunks write which buckets are there. */
export function spansOfIndexes(indexes: Int32Array): readonly BucketSpan[] {
  const spans: { offset: number; length: number }[] = [];
  let next = 0;
  for (const index of indexes) {
    const last = spans.at(-1);
    if (last !== undefined && index === next) last.length++;
    else spans.push({ offset: index - next, length: 1 });
    next = index + 1;
  }
  return spans;
}

/** Undoes `spansOfIndexes`; `undefined` when a later span steps back or the runs hold more than `maxBuckets`. */
export function indexesOfSpans(spans: readonly BucketSpan[], maxBuckets: number): Int32Array | undefined {
  let bucketCount = 0;
  for (const [place, { offset, length }] of spans.entries()) {
    bucketCount += length;
    if (bucketCount > maxBuckets || (place > 0 && offset < 0)) return undefined;
  }
  const indexes = new Int32Array(bucketCount);
  let written = 0;
  let next = 0;
  for (const { offset, length } of spans) {
    next += offset;
    for (let step = 0; step < length; step++) indexes[written++] = next++;
  }
  return indexes;
}
