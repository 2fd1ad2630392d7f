import { functionNamed } from "../functions/function-table.ts";
import { QueryFailure } from "../query-error.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import { withoutParens } from "../syntax/paren-expression.ts";
import type { Subquery } from "../syntax/subquery.ts";
import type { UnaryExpression } from "../syntax/unary-expression.ts";
import { aggregate } from "./aggregate.ts";
import { combineBinary } from "./binary.ts";
import { callFunction } from "./call-function.ts";
import { type Evaluation, spend, stopIfCancelled } from "./evaluation.ts";
import { samplesOfSteps, selectMatrix } from "./matrix-selection.ts";
import { withoutName } from "./merge-series.ts";
import { resolvePositiveMillis } from "./resolve-duration.ts";
import { resolveShift } from "./resolve-shift.ts";
import type { StepGrid } from "./step-grid.ts";
import type { MatrixSteps, StepValue } from "./step-value.ts";
import { subqueryGrid } from "./subquery-grid.ts";
import { selectVector } from "./vector-selection.ts";

interface Place {
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
}

/** Evaluates a checked expression at every step of the grid. The selectors' series are already in memory. */
export function evaluateExpression(expression: Expression, place: Place): StepValue {
  stopIfCancelled(place.evaluation);
  const value = visitExpression(expression, evaluators, place);
  // A selector has counted its own samples before it made them.
  if (value.type === "vector" && expression.kind !== "vector-selector") {
    spend(place.evaluation, value.series.length * place.grid.stepCount);
  }
  return value;
}

const evaluators: ExpressionVisitor<StepValue, Place> = {
  aggregate: (node, place) =>
    aggregate(
      node,
      evaluateExpression(node.expression, place),
      node.parameter === undefined ? undefined : evaluateExpression(node.parameter, place),
      place,
    ),
  binary: (node, place) =>
    combineBinary(node, evaluateExpression(node.left, place), evaluateExpression(node.right, place), place),
  call: evaluateCall,
  "matrix-selector": (node, { evaluation }) => selectMatrix(node, evaluation),
  "number-literal": (node, { grid }) => ({
    type: "scalar",
    values: new Float64Array(grid.stepCount).fill(node.value),
  }),
  paren: (node, place) => evaluateExpression(node.expression, place),
  "string-literal": (node) => ({ type: "string", value: node.value }),
  subquery: evaluateSubquery,
  unary: evaluateUnary,
  "vector-selector": (node, { grid, evaluation }) => selectVector(node, grid, evaluation, "value"),
};

function evaluateCall(node: CallExpression, place: Place): StepValue {
  const definition = functionNamed(node.functionName);
  if (definition === undefined || definition.implementation.kind === "unsupported") {
    const { line, column } = node.position;
    const message = `${line}:${column}: function ${JSON.stringify(node.functionName)} is not supported`;
    throw new QueryFailure("not_supported", message, node.position);
  }
  const [first] = node.arguments;
  const selector = first === undefined ? undefined : withoutParens(first);
  if (definition.implementation.kind === "sample-time" && selector?.kind === "vector-selector") {
    // Only of a bare selector are the samples' own times known; other vectors carry the time of the step.
    const { series } = selectVector(selector, place.grid, place.evaluation, "timestamp");
    const { delaysNameRemoval } = place.evaluation.options;
    return { type: "vector", series: withoutName(series, delaysNameRemoval, node.position) };
  }
  const values = node.arguments.map((argument) => evaluateExpression(argument, place));
  return callFunction(definition, { ...place, node, values });
}

function evaluateSubquery(node: Subquery, place: Place): MatrixSteps {
  const { evaluation } = place;
  const grid = subqueryGrid(node, place.grid, evaluation);
  const shift = resolveShift(node.shift, evaluation);
  const value = evaluateExpression(node.expression, { evaluation, grid });
  const series = value.type === "vector" ? value.series.map((one) => samplesOfSteps(one, grid)) : [];
  return {
    type: "matrix",
    series,
    windows: {
      rangeMillis: resolvePositiveMillis(node.range, evaluation),
      fixedEndMillis: shift.atMillis === undefined ? undefined : shift.atMillis - shift.offsetMillis,
      offsetMillis: shift.offsetMillis,
    },
  };
}

function evaluateUnary(node: UnaryExpression, place: Place): StepValue {
  const value = evaluateExpression(node.operand, place);
  if (node.operator === "+") return value;
  if (value.type === "scalar") return { type: "scalar", values: value.values.map((one) => -one) };
  if (value.type !== "vector") return value;
  const negated = value.series.map((one) => ({ ...one, values: one.values.map((sample) => -sample) }));
  const { delaysNameRemoval } = place.evaluation.options;
  return { type: "vector", series: withoutName(negated, delaysNameRemoval, node.position) };
}
