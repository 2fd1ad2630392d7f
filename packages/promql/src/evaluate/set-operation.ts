import type { BinaryExpression } from "../syntax/binary-expression.ts";
import type { SetOperator } from "../syntax/binary-operator.ts";
import { mergeSeries } from "./merge-series.ts";
import { signature } from "./signature.ts";
import type { StepGrid } from "./step-grid.ts";
import { hasAnyStep, type StepSeries, type VectorSteps } from "./step-value.ts";

/** `and`, `or`, `unless`: which series have a value where the other side has, or has not, a partner. */
export function combineSets(
  operator: SetOperator,
  node: BinaryExpression,
  left: VectorSteps,
  right: VectorSteps,
  grid: StepGrid,
): VectorSteps {
  const signatures = new Map<StepSeries, string>();
  for (const series of [...left.series, ...right.series]) {
    signatures.set(series, signature(series.labels, node.matching));
  }
  const masked = (from: VectorSteps, by: VectorSteps, wanted: 0 | 1): StepSeries[] => {
    const masks = presenceBySignature(by, signatures, grid);
    return from.series
      .map((series) => restricted(series, masks.get(signatures.get(series) ?? ""), wanted))
      .filter(hasAnyStep);
  };
  switch (operator) {
    case "and":
      return { type: "vector", series: masked(left, right, 1) };
    case "unless":
      return { type: "vector", series: masked(left, right, 0) };
    case "or": {
      const both = [...left.series, ...masked(right, left, 0)];
      return { type: "vector", series: mergeSeries(both, node.position) };
    }
  }
}

function presenceBySignature(
  vector: VectorSteps,
  signatures: ReadonlyMap<StepSeries, string>,
  grid: StepGrid,
): ReadonlyMap<string, Uint8Array> {
  const masks = new Map<string, Uint8Array>();
  for (const series of vector.series) {
    const key = signatures.get(series) ?? "";
    const mask = masks.get(key) ?? new Uint8Array(grid.stepCount);
    for (let step = 0; step < grid.stepCount; step++)
      mask[step] = (mask[step] ?? 0) | (series.present[step] ?? 0);
    masks.set(key, mask);
  }
  return masks;
}

function restricted(series: StepSeries, mask: Uint8Array | undefined, wanted: 0 | 1): StepSeries {
  const present = series.present.map((one, step) => (one === 1 && (mask?.[step] ?? 0) === wanted ? 1 : 0));
  return { ...series, present };
}
