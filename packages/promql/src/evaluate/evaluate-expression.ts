import { multiply } from "@voiceassist/histogram";
import { functionNamed } from "../functions/function-table.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import { withoutParens } from "../syntax/paren-expression.ts";
import type { Subquery } from "../syntax/subquery.ts";
import type { UnaryExpression } from "../syntax/unary-expression.ts";
import { aggregate } from "./aggregate.ts";
import { combineBinary } from "./binary.ts";
import { callFunction } from "./call-function.ts";
import { type Evaluation, holdResult, stopIfCancelled } from "./evaluation.ts";
import { reachOf, samplesOfSteps, selectMatrix } from "./matrix-selection.ts";
import { withoutName } from "./merge-series.ts";
import { resolvePositiveMillis } from "./resolve-duration.ts";
import { resolveShift } from "./resolve-shift.ts";
import type { StepGrid } from "./step-grid.ts";
import { emptyVector, type MatrixSteps, type StepValue } from "./step-value.ts";
import { subqueryGrid } from "./subquery-grid.ts";
import { selectVector } from "./vector-selection.ts";

interface Place {
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
}

/** Evaluates a checked expression at every step of the grid. The selectors' series are already in memory. */
export function evaluateExpression(expression: Expression, place: Place): StepValue {
  stopIfCancelled(place.evaluation);
  return holdResult(place.evaluation, expression, () => visitExpression(expression, evaluators, place));
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
  if (definition === undefined) {
    throw new Error(
      `PROMQL_UNKNOWN_CALL: ${node.functionName} has passed the type check but has no definition`,
    );
  }
  const { implementation } = definition;
  const [first] = node.arguments;
  const selector = first === undefined ? undefined : withoutParens(first);
  if (implementation.kind === "sample-time" && selector?.kind === "vector-selector") {
    const { delaysNameRemoval, usesStartTimestamps } = place.evaluation.options;
    // The original answers nothing unless start timestamps are in use.
    if (implementation.aspect === "start-timestamp" && !usesStartTimestamps) return emptyVector;
    const { series } = selectVector(selector, place.grid, place.evaluation, implementation.aspect);
    return { type: "vector", series: withoutName(series, delaysNameRemoval, node.position) };
  }
  const evaluated = implementation.kind === "info" ? node.arguments.slice(0, 1) : node.arguments;
  const values = evaluated.map((argument) => evaluateExpression(argument, place));
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
      ...reachOf(undefined, evaluation.options.lookbackMillis),
    },
  };
}

function evaluateUnary(node: UnaryExpression, place: Place): StepValue {
  const value = evaluateExpression(node.operand, place);
  if (node.operator === "+") return value;
  if (value.type === "scalar") return { type: "scalar", values: value.values.map((one) => -one) };
  if (value.type !== "vector") return value;
  const negated = value.series.map((one) => ({
    ...one,
    values: one.values.map((sample) => -sample),
    histograms: one.histograms?.map((histogram) =>
      histogram === undefined ? undefined : multiply(histogram, -1),
    ),
  }));
  const { delaysNameRemoval } = place.evaluation.options;
  return { type: "vector", series: withoutName(negated, delaysNameRemoval, node.position) };
}
