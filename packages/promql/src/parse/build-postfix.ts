import type { SyntaxNode } from "@lezer/common";
import { parseFailure } from "../parse-failure.ts";
import type { DurationExpression } from "../syntax/duration-expression.ts";
import type { Expression } from "../syntax/expression.ts";
import type { Position } from "../syntax/position.ts";
import { type AtModifier, noTimeShift, type TimeShift } from "../syntax/time-shift.ts";
import type { SelectorModifier } from "../syntax/vector-selector.ts";
import { numberFromText } from "./number-text.ts";
import { childAt, type TreeReader, textOf } from "./tree-reader.ts";

export function withRange(
  expression: Expression,
  range: DurationExpression,
  position: Position,
  brackets: Position,
): Expression {
  return onLastOperand(expression, position, (selector, whole) => {
    if (selector.kind !== "vector-selector") {
      throw parseFailure(brackets, "ranges only allowed for vector selectors");
    }
    if (selector.shift.offset !== undefined) {
      throw parseFailure(brackets, "no offset modifiers allowed before range");
    }
    if (selector.shift.at !== undefined) throw parseFailure(brackets, "no @ modifiers allowed before range");
    return { kind: "matrix-selector", selector, range, position: whole };
  });
}

export function withSubquery(
  expression: Expression,
  range: DurationExpression,
  step: DurationExpression | undefined,
  position: Position,
): Expression {
  return onLastOperand(expression, position, (operand, whole) => ({
    kind: "subquery",
    expression: operand,
    range,
    step,
    shift: noTimeShift,
    position: whole,
  }));
}

export function withOffset(
  expression: Expression,
  offset: DurationExpression,
  position: Position,
): Expression {
  return shifted(expression, position, "offset", (shift, whole) => {
    if (shift.offset !== undefined) throw parseFailure(whole, "offset may not be set multiple times");
    return { ...shift, offset };
  });
}

export function withModifier(
  expression: Expression,
  modifier: SelectorModifier,
  position: Position,
): Expression {
  return onLastOperand(expression, position, (operand, whole) => {
    const selector = operand.kind === "matrix-selector" ? operand.selector : operand;
    if (selector.kind === "subquery")
      throw parseFailure(whole, `${modifier} modifier is not supported for subqueries`);
    if (selector.kind !== "vector-selector")
      throw parseFailure(whole, `${modifier} modifier not implemented`);
    if (selector.modifier !== undefined && selector.modifier !== modifier) {
      throw parseFailure(whole, "anchored and smoothed modifiers cannot be used together");
    }
    return operand.kind === "matrix-selector"
      ? { ...operand, selector: { ...selector, modifier }, position: whole }
      : { ...selector, modifier, position: whole };
  });
}

export function withAt(
  expression: Expression,
  reader: TreeReader,
  argument: SyntaxNode,
  position: Position,
): Expression {
  const at = readAt(reader, argument, position);
  return shifted(expression, position, "@", (shift, whole) => {
    if (shift.at !== undefined) throw parseFailure(whole, "@ <timestamp> may not be set multiple times");
    return { ...shift, at };
  });
}

function readAt(reader: TreeReader, argument: SyntaxNode, whole: Position): AtModifier {
  if (argument.name === "AtModifierPreprocessors") {
    return { kind: childAt(argument, 0).name === "AtStart" ? "start" : "end" };
  }
  const seconds = numberFromText(textOf(reader, argument));
  if (
    seconds === undefined ||
    !Number.isFinite(seconds) ||
    Math.abs(seconds) * 1000 > Number.MAX_SAFE_INTEGER
  ) {
    throw parseFailure(whole, `timestamp out of bounds for @ modifier: ${textOf(reader, argument)}`);
  }
  return { kind: "time", timeMillis: Math.round(seconds * 1000) };
}

function shifted(
  expression: Expression,
  position: Position,
  modifier: "offset" | "@",
  change: (shift: TimeShift, whole: Position) => TimeShift,
): Expression {
  return onLastOperand(expression, position, (operand, whole) => {
    switch (operand.kind) {
      case "vector-selector":
      case "subquery":
        return { ...operand, shift: change(operand.shift, whole), position: whole };
      case "matrix-selector": {
        const { selector } = operand;
        return {
          ...operand,
          selector: { ...selector, shift: change(selector.shift, whole) },
          position: whole,
        };
      }
      default:
        throw parseFailure(
          whole,
          `${modifier} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
        );
    }
  });
}

/**
 * The grammar lets a postfix stand around a whole unparenthesised operation, `-a[5m]` as `(-a)[5m]`.
 * In PromQL it binds to the last operand, which is where this applies it.
 */
function onLastOperand(
  expression: Expression,
  position: Position,
  apply: (operand: Expression, whole: Position) => Expression,
): Expression {
  const { endOffset } = position;
  const whole: Position = { ...expression.position, endOffset };
  switch (expression.kind) {
    case "unary":
      return { ...expression, operand: onLastOperand(expression.operand, position, apply), position: whole };
    case "binary":
      return { ...expression, right: onLastOperand(expression.right, position, apply), position: whole };
    default:
      return apply(expression, whole);
  }
}
