import { parseFailure } from "../parse-failure.ts";
import { quoted } from "../quote.ts";
import type { DurationExpression } from "../syntax/duration-expression.ts";
import type { Expression } from "../syntax/expression.ts";
import { literalSeconds } from "../syntax/literal-seconds.ts";
import { operandsOf } from "../syntax/operands.ts";

/** The parts of the language that Prometheus has only behind flags, by the names of the flags. */
export type PromqlFeature =
  | "promql-experimental-functions"
  | "promql-duration-expr"
  | "promql-extended-range-selectors"
  | "promql-binop-fill-modifiers";

export const promqlFeatures: ReadonlySet<PromqlFeature> = new Set([
  "promql-experimental-functions",
  "promql-duration-expr",
  "promql-extended-range-selectors",
  "promql-binop-fill-modifiers",
]);

export const experimentalFunctions: ReadonlySet<string> = new Set([
  "double_exponential_smoothing",
  "end",
  "histogram_quantiles",
  "info",
  "mad_over_time",
  "max_of",
  "min_of",
  "range",
  "sort_by_label",
  "sort_by_label_desc",
  "start",
  "start_timestamp",
  "step",
  "ts_of_first_over_time",
  "ts_of_last_over_time",
  "ts_of_max_over_time",
  "ts_of_min_over_time",
]);
export const experimentalAggregations: ReadonlySet<string> = new Set(["limitk", "limit_ratio"]);

/** Refuses what the features do not allow, in the words of the original. */
export function checkFeatures(expression: Expression, features: ReadonlySet<PromqlFeature>): void {
  const problem = problemOf(expression, features);
  if (problem !== undefined) throw parseFailure(expression.position, problem);
  for (const operand of operandsOf(expression)) checkFeatures(operand, features);
}

function problemOf(expression: Expression, features: ReadonlySet<PromqlFeature>): string | undefined {
  const hasFunctions = features.has("promql-experimental-functions");
  switch (expression.kind) {
    case "aggregate": {
      const { operator } = expression;
      if (hasFunctions || !experimentalAggregations.has(operator)) return undefined;
      return `${operator}() is experimental and must be enabled with --enable-feature=promql-experimental-functions`;
    }
    case "binary": {
      const { fillLeft, fillRight } = expression.matching;
      const fills = fillLeft !== undefined || fillRight !== undefined;
      if (!fills || features.has("promql-binop-fill-modifiers")) return undefined;
      return "binop fill modifiers are experimental and not enabled";
    }
    case "call": {
      const name = expression.functionName;
      return hasFunctions || !experimentalFunctions.has(name)
        ? undefined
        : `function ${quoted(name)} is not enabled`;
    }
    case "matrix-selector":
      return durationProblem([expression.range], features);
    case "subquery":
      return durationProblem([expression.range, expression.step, expression.shift.offset], features);
    case "vector-selector": {
      const { modifier } = expression;
      if (modifier !== undefined && !features.has("promql-extended-range-selectors")) {
        return `${modifier} modifier is experimental and not enabled`;
      }
      return durationProblem([expression.shift.offset], features);
    }
    default:
      return undefined;
  }
}

function durationProblem(
  durations: readonly (DurationExpression | undefined)[],
  features: ReadonlySet<PromqlFeature>,
): string | undefined {
  if (features.has("promql-duration-expr")) return undefined;
  const isCalculated = durations.some(
    (duration) => duration !== undefined && literalSeconds(duration) === undefined,
  );
  return isCalculated ? "experimental duration expression is not enabled" : undefined;
}
