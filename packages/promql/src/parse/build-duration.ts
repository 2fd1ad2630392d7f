import type { SyntaxNode } from "@lezer/common";
import { parseFailure } from "../parse-failure.ts";
import type { DurationExpression, DurationOperator } from "../syntax/duration-expression.ts";
import { literalSeconds, maxDurationSeconds } from "../syntax/literal-seconds.ts";
import { durationSeconds } from "./duration-text.ts";
import { numberFromText, numberProblem } from "./number-text.ts";
import { childAt, childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

const operators: Readonly<Record<string, DurationOperator>> = {
  Add: "+",
  Sub: "-",
  Mul: "*",
  Div: "/",
  Mod: "%",
  Pow: "^",
};

/** A range or a step: one that is written as a number must be above zero. */
export function buildPositiveDuration(reader: TreeReader, node: SyntaxNode): DurationExpression {
  const duration = buildDuration(reader, node);
  const seconds = literalSeconds(duration);
  if (seconds !== undefined && seconds <= 0) {
    throw parseFailure(duration.position, "duration must be greater than 0");
  }
  return duration;
}

/** Builds from a DurationExpr or an OffsetDurationExpr node. */
export function buildDuration(reader: TreeReader, node: SyntaxNode): DurationExpression {
  const position = positionOf(reader, node);
  if (node.name === "NumberDurationLiteralInDurationContext") return literal(reader, node);
  const children = childrenOf(node);
  const first = childAt(node, 0);
  switch (first.name) {
    case "DurationStep":
      return { kind: "step", position };
    case "DurationRange":
      return { kind: "range", position };
    case "DurationMinOf":
    case "DurationMaxOf":
      return {
        kind: "extremum",
        choose: first.name === "DurationMinOf" ? "min" : "max",
        left: buildDuration(reader, childAt(node, 1)),
        right: buildDuration(reader, childAt(node, 2)),
        position,
      };
    case "UnaryOp": {
      const operand = buildDuration(reader, childAt(node, 1));
      return textOf(reader, first) === "-" ? { kind: "negation", operand, position } : operand;
    }
    default: {
      if (children.length === 1) {
        const operand = buildDuration(reader, first);
        return reader.lined.text.charAt(node.from) === "(" ? { kind: "group", operand, position } : operand;
      }
      const operator = operators[childAt(node, 1).name];
      if (operator === undefined) throw parseFailure(position, "bad duration expression");
      const right = buildDuration(reader, childAt(node, 2));
      if (right.kind === "seconds" && right.seconds === 0 && (operator === "/" || operator === "%")) {
        const problem = operator === "/" ? "division by zero" : "modulo by zero";
        throw parseFailure(positionOf(reader, childAt(node, 1)), problem);
      }
      return { kind: "arithmetic", operator, left: buildDuration(reader, first), right, position };
    }
  }
}

function literal(reader: TreeReader, node: SyntaxNode): DurationExpression {
  const position = positionOf(reader, node);
  const text = textOf(reader, node);
  const seconds = numberFromText(text);
  if (seconds === undefined || !Number.isFinite(seconds)) {
    throw parseFailure(position, numberProblem(text));
  }
  if (seconds > maxDurationSeconds) throw parseFailure(position, "duration out of range");
  return { kind: "seconds", seconds, hasUnits: durationSeconds(text) !== undefined, position };
}
