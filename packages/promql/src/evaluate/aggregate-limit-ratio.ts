import { QueryFailure } from "../query-error.ts";
import type { Aggregation } from "./aggregate.ts";
import { warn } from "./annotations.ts";
import { goNumber } from "./go-format.ts";
import { labelsHash } from "./labels-hash.ts";
import { hasAnyStep, type StepSeries } from "./step-value.ts";

/**
 * `limit_ratio`: about that share of the series, always the same ones, chosen by the hash of their labels.
 * A negative ratio takes the ones that its complement leaves.
 */
export function limitRatio(aggregation: Aggregation): readonly StepSeries[] {
  const { evaluation, groups, node, parameter } = aggregation;
  const ratios = parameter?.type === "scalar" ? parameter.values : new Float64Array(0);
  const position = node.parameter?.position ?? node.position;
  let isAsked = false;
  for (const ratio of ratios) {
    if (Number.isNaN(ratio)) throw new QueryFailure("execution", "Ratio value is NaN", position);
    isAsked ||= ratio !== 0;
  }
  if (!isAsked) return [];
  const largest = ratios.reduce((most, ratio) => Math.max(most, ratio), Number.NEGATIVE_INFINITY);
  const smallest = ratios.reduce((least, ratio) => Math.min(least, ratio), Number.POSITIVE_INFINITY);
  const complain = (ratio: number, cap: number): void => {
    const text = `ratio value should be between -1 and 1, got ${goNumber(ratio)}, capping to ${cap}`;
    warn(evaluation.annotations, text, position);
  };
  if (largest > 1) complain(largest, 1);
  if (smallest < -1) complain(smallest, -1);
  const results: StepSeries[] = [];
  for (const { series } of groups) {
    for (const one of series) {
      const share = Number(labelsHash(one.labels)) / 2 ** 64;
      const present = one.present.map((is, step) => (isSampled(share, ratios[step] ?? 0) ? is : 0));
      results.push({ ...one, present });
    }
  }
  return results.filter(hasAnyStep);
}

function isSampled(share: number, ratio: number): boolean {
  const capped = Math.max(-1, Math.min(1, ratio));
  return capped >= 0 ? share < capped : share >= 1 + capped;
}
