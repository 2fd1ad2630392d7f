import { QueryFailure } from "../query-error.ts";
import type { Aggregation } from "./aggregate.ts";
import { hasAnyStep, type StepSeries } from "./step-value.ts";

type Preference = "largest" | "smallest" | "first";

/** Which of two values goes before the other; NaN goes last. */
const preferences: Readonly<Record<Preference, (left: number, right: number) => number>> = {
  largest: (left, right) => nanLast(left, right) ?? right - left,
  smallest: (left, right) => nanLast(left, right) ?? left - right,
  first: () => 0,
};

function nanLast(left: number, right: number): number | undefined {
  if (left === right) return 0;
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : 1;
  return Number.isNaN(right) ? -1 : undefined;
}

/** `topk`, `bottomk`, `limitk`: at each step, k series of each group, unchanged. */
export function pickSeries(aggregation: Aggregation, preference: Preference): readonly StepSeries[] {
  const { grid, groups, node, parameter } = aggregation;
  const counts = parameter?.type === "scalar" ? parameter.values : new Float64Array(0);
  if (counts.some(Number.isNaN)) {
    throw new QueryFailure("execution", "Parameter value is NaN", node.parameter?.position);
  }
  const compare = preferences[preference];
  const results: StepSeries[] = [];
  for (const { series } of groups) {
    const picked = new Map<StepSeries, Uint8Array>();
    for (let step = 0; step < grid.stepCount; step++) {
      const candidates = series.filter(({ present }) => present[step] === 1);
      candidates.sort((left, right) => compare(left.values[step] ?? 0, right.values[step] ?? 0));
      const count = Math.max(0, Math.trunc(counts[step] ?? 0));
      for (const one of candidates.slice(0, count)) {
        const present = picked.get(one) ?? new Uint8Array(grid.stepCount);
        present[step] = 1;
        picked.set(one, present);
      }
    }
    for (const [one, present] of picked) results.push({ ...one, present });
  }
  return results.filter(hasAnyStep);
}
