import { parsePromql } from "../parse/parse-promql.ts";
import { printExpression } from "../print/print-expression.ts";
import type { Expression } from "../syntax/expression.ts";
import { operandsOf } from "../syntax/operands.ts";
import type { TimeShift } from "../syntax/time-shift.ts";

export interface InstantRun {
  readonly query: string;
  readonly expression: Expression;
  readonly timeMillis: number;
}

/** Functions whose answer depends on the time of the evaluation even if their arguments do not. */
const asksForTime: ReadonlySet<string> = new Set([
  "days_in_month",
  "day_of_month",
  "day_of_week",
  "day_of_year",
  "end",
  "hour",
  "minute",
  "month",
  "year",
  "predict_linear",
  "range",
  "start",
  "step",
  "time",
  "timestamp",
]);

/**
 * The query with every selector pinned to the time by `@`, at times at which it must answer the same. As in
 * Prometheus's own runner, it is printed and parsed again, which puts the printer to the test.
 */
export function pinnedQueries(expression: Expression, timeMillis: number): readonly InstantRun[] {
  if (dependsOnTime(expression)) return [];
  const query = printExpression(pinned(expression, timeMillis));
  const parsed = parsePromql(query);
  if (!parsed.ok) throw new Error(`PROMQLTEST_PRINTED: ${query}: ${parsed.error.message}`);
  const times =
    timeMillis === 0
      ? [-1000, 0, 1000]
      : [-10 * timeMillis, 0, Math.trunc(timeMillis / 5), timeMillis, 10 * timeMillis];
  return times.map((time) => ({ query, expression: parsed.expression, timeMillis: time }));
}

function dependsOnTime(expression: Expression): boolean {
  if (expression.kind === "call" && asksForTime.has(expression.functionName)) return true;
  return operandsOf(expression).some(dependsOnTime);
}

function pinned(expression: Expression, timeMillis: number): Expression {
  const inner = (operand: Expression): Expression => pinned(operand, timeMillis);
  const at = (shift: TimeShift): TimeShift =>
    shift.at?.kind === "time" ? shift : { ...shift, at: { kind: "time", timeMillis } };
  switch (expression.kind) {
    case "aggregate": {
      const { parameter } = expression;
      return {
        ...expression,
        expression: inner(expression.expression),
        parameter: parameter === undefined ? undefined : inner(parameter),
      };
    }
    case "binary":
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case "call": {
      // The second argument of info() is no selection of its own.
      const pinnedArguments =
        expression.functionName === "info"
          ? expression.arguments.map((argument, index) => (index === 0 ? inner(argument) : argument))
          : expression.arguments.map(inner);
      return { ...expression, arguments: pinnedArguments };
    }
    case "matrix-selector": {
      const { selector } = expression;
      return { ...expression, selector: { ...selector, shift: at(selector.shift) } };
    }
    case "paren":
      return { ...expression, expression: inner(expression.expression) };
    case "subquery":
      // What is inside follows the pinned subquery.
      return { ...expression, shift: at(expression.shift) };
    case "unary":
      return { ...expression, operand: inner(expression.operand) };
    case "vector-selector":
      return { ...expression, shift: at(expression.shift) };
    case "number-literal":
    case "string-literal":
      return expression;
  }
}
