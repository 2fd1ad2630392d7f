import type { SyntaxNode } from "@lezer/common";
import { parseFailure } from "../parse-failure.ts";
import { quoted } from "../quote.ts";
import type { DurationExpression, DurationOperator } from "../syntax/duration-expression.ts";
import { durationSeconds } from "./duration-text.ts";
import { numberFromText } from "./number-text.ts";
import { childAt, childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

const operators: Readonly<Record<string, DurationOperator>> = {
  Add: "+",
  Sub: "-",
  Mul: "*",
  Div: "/",
  Mod: "%",
  Pow: "^",
};

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
      return {
        kind: "arithmetic",
        operator,
        left: buildDuration(reader, first),
        right: buildDuration(reader, childAt(node, 2)),
        position,
      };
    }
  }
}

function literal(reader: TreeReader, node: SyntaxNode): DurationExpression {
  const position = positionOf(reader, node);
  const text = textOf(reader, node);
  const seconds = numberFromText(text);
  if (seconds === undefined || !Number.isFinite(seconds)) {
    throw parseFailure(position, `bad number or duration syntax: ${quoted(text)}`);
  }
  return { kind: "seconds", seconds, hasUnits: durationSeconds(text) !== undefined, position };
}
