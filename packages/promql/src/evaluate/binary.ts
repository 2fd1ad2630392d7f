import type { BinaryExpression } from "../syntax/binary-expression.ts";
import { changesQuantity, isComparison, isSetOperator } from "../syntax/binary-operator.ts";
import { type ElementOperator, type Operation, operationOf } from "./binary-operation.ts";
import { combineElements } from "./element-operation.ts";
import type { Evaluation } from "./evaluation.ts";
import { withoutName } from "./merge-series.ts";
import { combineSets } from "./set-operation.ts";
import type { StepGrid } from "./step-grid.ts";
import {
  emptySteps,
  emptyVector,
  type GrowingSteps,
  hasAnyStep,
  type ScalarSteps,
  type StepSeries,
  type StepValue,
  setResult,
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
  if (left.type === "scalar" && right.type === "scalar") {
    const operation = operationOf(operator);
    const values = left.values.map((one, step) =>
      operation === undefined ? Number.NaN : plainResult(operation, one, right.values[step] ?? 0),
    );
    return { type: "scalar", values };
  }
  if (right.type === "scalar") return withScalar(node, operator, vectorOf(left), right, "right", place);
  if (left.type === "scalar") return withScalar(node, operator, vectorOf(right), left, "left", place);
  return matchVectors(node, operator, vectorOf(left), vectorOf(right), place);
}

function vectorOf(value: StepValue): VectorSteps {
  return value.type === "vector" ? value : emptyVector;
}

function plainResult(operation: Operation, left: number, right: number): number {
  return operation.kind === "arithmetic" ? operation.apply(left, right) : Number(operation.test(left, right));
}

function withScalar(
  node: BinaryExpression,
  operator: ElementOperator,
  vector: VectorSteps,
  scalar: ScalarSteps,
  scalarSide: "left" | "right",
  place: Place,
): VectorSteps {
  const operation = operationOf(operator);
  const series: StepSeries[] = [];
  for (const one of vector.series) {
    const result = emptySteps(one.labels, one.dropsName, place.grid.stepCount);
    if (operation !== undefined && one.histograms === undefined) {
      combineNumbers(node, operation, one, scalar, scalarSide, result);
    } else combineMixed(node, operator, one, scalar, scalarSide, place, result);
    if (hasAnyStep(result)) series.push(result);
  }
  if (!changesQuantity(operator) && !node.returnsBool) return { type: "vector", series };
  const { delaysNameRemoval } = place.evaluation.options;
  return { type: "vector", series: withoutName(series, delaysNameRemoval, node.position) };
}

function combineNumbers(
  { returnsBool }: BinaryExpression,
  operation: Operation,
  { present, values }: StepSeries,
  scalar: ScalarSteps,
  scalarSide: "left" | "right",
  result: GrowingSteps,
): void {
  const filters = operation.kind === "comparison" && !returnsBool;
  for (let step = 0; step < values.length; step++) {
    if (present[step] !== 1) continue;
    const sample = values[step] ?? 0;
    const other = scalar.values[step] ?? 0;
    const answer =
      scalarSide === "right" ? plainResult(operation, sample, other) : plainResult(operation, other, sample);
    result.values[step] = filters ? sample : answer;
    result.present[step] = filters && answer === 0 ? 0 : 1;
  }
}

function combineMixed(
  { operator: symbol, position, returnsBool }: BinaryExpression,
  operator: ElementOperator,
  { histograms, present, values }: StepSeries,
  scalar: ScalarSteps,
  scalarSide: "left" | "right",
  { evaluation }: Place,
  result: GrowingSteps,
): void {
  const use = { operator, annotations: evaluation.annotations, position };
  for (let step = 0; step < values.length; step++) {
    if (present[step] !== 1) continue;
    const sample = histograms?.[step] ?? values[step] ?? 0;
    const other = scalar.values[step] ?? 0;
    const answer =
      scalarSide === "right" ? combineElements(use, sample, other) : combineElements(use, other, sample);
    if (answer === undefined) continue;
    if (returnsBool) setResult(result, step, Number(answer.keeps));
    else if (answer.keeps) setResult(result, step, isComparison(symbol) ? sample : answer.value);
  }
}
