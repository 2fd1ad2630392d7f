import type { BinaryExpression } from "../syntax/binary-expression.ts";
import { isSetOperator } from "../syntax/binary-operator.ts";
import { type Operation, operationOf } from "./binary-operation.ts";
import type { Evaluation } from "./evaluation.ts";
import { withoutName } from "./merge-series.ts";
import { combineSets } from "./set-operation.ts";
import type { StepGrid } from "./step-grid.ts";
import {
  hasAnyStep,
  type ScalarSteps,
  type StepSeries,
  type StepValue,
  type VectorSteps,
} from "./step-value.ts";
import { matchVectors } from "./vector-matching.ts";

interface Place {
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
}

export function combineBinary(
  node: BinaryExpression,
  left: StepValue,
  right: StepValue,
  place: Place,
): StepValue {
  const { operator } = node;
  if (isSetOperator(operator)) {
    return combineSets(operator, node, vectorOf(left), vectorOf(right), place.grid);
  }
  const operation = operationOf(operator);
  if (left.type === "scalar" && right.type === "scalar") {
    return {
      type: "scalar",
      values: left.values.map((one, step) => plainResult(operation, one, right.values[step] ?? 0)),
    };
  }
  if (right.type === "scalar") return withScalar(node, operation, vectorOf(left), right, "right", place);
  if (left.type === "scalar") return withScalar(node, operation, vectorOf(right), left, "left", place);
  return matchVectors(node, operation, vectorOf(left), vectorOf(right), place);
}

function vectorOf(value: StepValue): VectorSteps {
  return value.type === "vector" ? value : { type: "vector", series: [] };
}

function plainResult(operation: Operation, left: number, right: number): number {
  return operation.kind === "arithmetic" ? operation.apply(left, right) : Number(operation.test(left, right));
}

function withScalar(
  node: BinaryExpression,
  operation: Operation,
  vector: VectorSteps,
  scalar: ScalarSteps,
  scalarSide: "left" | "right",
  place: Place,
): VectorSteps {
  const filters = operation.kind === "comparison" && !node.returnsBool;
  const series: StepSeries[] = [];
  for (const one of vector.series) {
    const values = new Float64Array(place.grid.stepCount);
    const present = Uint8Array.from(one.present);
    for (let step = 0; step < place.grid.stepCount; step++) {
      if (present[step] !== 1) continue;
      const sample = one.values[step] ?? 0;
      const other = scalar.values[step] ?? 0;
      const result =
        scalarSide === "right"
          ? plainResult(operation, sample, other)
          : plainResult(operation, other, sample);
      values[step] = filters ? sample : result;
      if (filters && result === 0) present[step] = 0;
    }
    const combined: StepSeries = { ...one, values, present };
    if (hasAnyStep(combined)) series.push(combined);
  }
  if (filters) return { type: "vector", series };
  const { delaysNameRemoval } = place.evaluation.options;
  return { type: "vector", series: withoutName(series, delaysNameRemoval, node.position) };
}
