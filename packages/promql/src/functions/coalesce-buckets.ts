/** Falls of a count below this share of its size are taken for rounding. Prometheus uses the same. */
const smallDeltaTolerance = 1e-12;

export interface Buckets {
  readonly bounds: readonly number[];
  readonly cumulative: readonly number[];
  readonly forcedMonotonic: boolean;
}

/** Adds up buckets of equal bound and makes the counts rise, which scrapes at different times can prevent. */
export function coalesceBuckets(upperBounds: readonly number[], counts: readonly number[]): Buckets {
  const bounds: number[] = [];
  const cumulative: number[] = [];
  for (const [index, bound] of upperBounds.entries()) {
    const count = counts[index] ?? 0;
    if (bound === bounds.at(-1)) cumulative.push((cumulative.pop() ?? 0) + count);
    else {
      bounds.push(bound);
      cumulative.push(count);
    }
  }
  let forcedMonotonic = false;
  for (let index = 1; index < cumulative.length; index++) {
    const previous = cumulative[index - 1] ?? 0;
    const count = cumulative[index] ?? 0;
    if (count === previous) continue;
    if (Math.abs(count - previous) <= smallDeltaTolerance * (Math.abs(count) + Math.abs(previous))) {
      cumulative[index] = previous;
    } else if (count < previous) {
      cumulative[index] = previous;
      forcedMonotonic = true;
    }
  }
  return { bounds, cumulative, forcedMonotonic };
}
