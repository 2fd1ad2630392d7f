import { compareLabels } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import type { Aggregation } from "./aggregate.ts";
import { numbersIn } from "./aggregate-fold.ts";
import { hasAnyStep, type StepSeries } from "./step-value.ts";

type Preference = "largest" | "smallest";

const maxInteger = 2 ** 63;

/** `topk`, `bottomk`: at each step, k series of each group, unchanged; for one step in the order of their values. */
export function pickSeries(aggregation: Aggregation, preference: Preference): readonly StepSeries[] {
  const counts = countsOf(aggregation);
  if (counts === undefined) return [];
  const { stepCount } = aggregation.grid;
  const results: StepSeries[] = [];
  for (const series of inOrder(aggregation.groups.map((group) => numbersIn(aggregation, group)))) {
    const picked = new Map<number, Uint8Array>();
    const best: number[] = [];
    for (let step = 0; step < stepCount; step++) {
      best.length = 0;
      const count = Math.trunc(counts[step] ?? 0);
      for (let place = 0; count >= 1 && place < series.length; place++) {
        if (series[place]?.present[step] === 1) insert(best, place, count, series, step, preference);
      }
      for (const place of best) {
        const present = picked.get(place) ?? new Uint8Array(stepCount);
        present[step] = 1;
        picked.set(place, present);
      }
    }
    for (const [place, present] of picked) {
      const one = series[place];
      if (one !== undefined) results.push({ ...one, present });
    }
  }
  return results.filter(hasAnyStep);
}

/**
 * The series of each group by their labels, and the groups by their first series. Among equals the first is taken, and
 * groups stand as they are met; so that a source's order does not matter, it is made that in which Prometheus reads.
 */
function inOrder(groups: readonly (readonly StepSeries[])[]): readonly (readonly StepSeries[])[] {
  const compare = (left: StepSeries | undefined, right: StepSeries | undefined): number =>
    left === undefined || right === undefined
      ? Number(left === undefined) - Number(right === undefined)
      : compareLabels(left.labels, right.labels);
  return groups.map((series) => series.toSorted(compare)).sort(([left], [right]) => compare(left, right));
}

/** Puts a series where it belongs among the best ones so far, of which no more than `count` stay. */
function insert(
  best: number[],
  place: number,
  count: number,
  series: readonly StepSeries[],
  step: number,
  preference: Preference,
): void {
  const value = series[place]?.values[step] ?? 0;
  let at = best.length;
  while (at > 0 && goesBefore(value, series[best[at - 1] ?? 0]?.values[step] ?? 0, preference)) at--;
  if (at >= count) return;
  best.splice(at, 0, place);
  if (best.length > count) best.pop();
}

/** NaN goes last. */
function goesBefore(value: number, other: number, preference: Preference): boolean {
  if (Number.isNaN(other)) return !Number.isNaN(value);
  return preference === "largest" ? value > other : value < other;
}

/** `limitk`: at each step, the first k series of each group, histograms like numbers. */
export function limitSeries(aggregation: Aggregation): readonly StepSeries[] {
  const counts = countsOf(aggregation);
  if (counts === undefined) return [];
  const results: StepSeries[] = [];
  for (const series of inOrder(aggregation.groups.map((group) => group.series))) {
    const taken = new Float64Array(aggregation.grid.stepCount);
    for (const one of series) {
      const present = one.present.slice();
      for (let step = 0; step < present.length; step++) {
        if (present[step] !== 1) continue;
        if ((taken[step] ?? 0) + 1 > (counts[step] ?? 0)) present[step] = 0;
        else taken[step] = (taken[step] ?? 0) + 1;
      }
      results.push({ ...one, present });
    }
  }
  return results.filter(hasAnyStep);
}

/** How many series each step may have; `undefined` when no step may have any. */
function countsOf({ node, parameter }: Aggregation): Float64Array | undefined {
  const counts = parameter?.type === "scalar" ? parameter.values : new Float64Array(0);
  const fail = (message: string): never => {
    throw new QueryFailure("execution", message, node.parameter?.position);
  };
  let isAsked = false;
  for (const count of counts) isAsked ||= !(count < 1);
  if (!isAsked) return undefined;
  for (const count of counts) {
    if (Number.isNaN(count)) fail("Parameter value is NaN");
    if (count <= -maxInteger) fail(`Scalar value ${count} underflows int64`);
    if (count >= maxInteger) fail(`Scalar value ${count} overflows int64`);
  }
  return counts;
}
