import type { SyntaxNode } from "@lezer/common";
import { parseFailure } from "../parse-failure.ts";
import { QueryFailure } from "../query-error.ts";
import { quoted } from "../quote.ts";
import type { Expression } from "../syntax/expression.ts";
import { maxDurationSeconds } from "../syntax/literal-seconds.ts";
import { linedText, positionIn } from "../syntax/position.ts";
import { noTimeShift } from "../syntax/time-shift.ts";
import { buildAggregate } from "./build-aggregate.ts";
import { buildBinary } from "./build-binary.ts";
import type { BuildChild } from "./build-child.ts";
import { buildDuration, buildPositiveDuration } from "./build-duration.ts";
import { buildMatchers, readString } from "./build-matchers.ts";
import { withAt, withModifier, withOffset, withRange, withSubquery } from "./build-postfix.ts";
import { durationSeconds } from "./duration-text.ts";
import { maxDepth } from "./nesting.ts";
import { numberFromText, numberProblem } from "./number-text.ts";
import { childAt, childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

type Builder = (reader: TreeReader, node: SyntaxNode, build: BuildChild) => Expression;

const builders: Readonly<Record<string, Builder>> = {
  AggregateExpr: buildAggregate,
  AnchoredExpr: (reader, node, build) =>
    withModifier(build(childAt(node, 0)), "anchored", positionOf(reader, node)),
  BinaryExpr: buildBinary,
  FunctionCall: (reader, node, build) => ({
    kind: "call",
    functionName: textOf(reader, childAt(node, 0)),
    arguments: childrenOf(childAt(node, 1)).map(build),
    position: positionOf(reader, node),
  }),
  MatrixSelector: (reader, node, build) => {
    const rangeNode = childAt(node, 1);
    const bracket = reader.lined.text.lastIndexOf("[", rangeNode.from);
    const brackets = positionIn(reader.lined, bracket, node.to);
    const range = buildPositiveDuration(reader, rangeNode);
    return withRange(build(childAt(node, 0)), range, positionOf(reader, node), brackets);
  },
  NumberDurationLiteral: (reader, node) => {
    const position = positionOf(reader, node);
    const value = numberFromText(textOf(reader, node));
    const text = textOf(reader, node);
    if (value === undefined) throw parseFailure(position, numberProblem(text));
    if (!Number.isFinite(value) && /\d/.test(text)) {
      const problem = `error parsing number: strconv.ParseFloat: parsing ${quoted(text)}: value out of range`;
      throw parseFailure(position, problem);
    }
    const isDuration = durationSeconds(text.replace(/^[+-]\s*/, "")) !== undefined;
    if (isDuration && Math.abs(value) > maxDurationSeconds)
      throw parseFailure(position, "duration out of range");
    return { kind: "number-literal", value, isDuration, position };
  },
  OffsetExpr: (reader, node, build) =>
    withOffset(build(childAt(node, 0)), buildDuration(reader, childAt(node, 2)), positionOf(reader, node)),
  ParenExpr: (reader, node, build) => ({
    kind: "paren",
    expression: build(childAt(node, 0)),
    position: positionOf(reader, node),
  }),
  SmoothedExpr: (reader, node, build) =>
    withModifier(build(childAt(node, 0)), "smoothed", positionOf(reader, node)),
  StepInvariantExpr: (reader, node, build) =>
    withAt(build(childAt(node, 0)), reader, childAt(node, 2), positionOf(reader, node)),
  StringLiteral: (reader, node) => ({
    kind: "string-literal",
    value: readString(reader, node),
    position: positionOf(reader, node),
  }),
  SubqueryExpr: (reader, node, build) => {
    const stepNode = childrenOf(node)[2];
    const step = stepNode === undefined ? undefined : buildPositiveDuration(reader, stepNode);
    const range = buildPositiveDuration(reader, childAt(node, 1));
    return withSubquery(build(childAt(node, 0)), range, step, positionOf(reader, node));
  },
  UnaryExpr: (reader, node, build) => {
    const operator = textOf(reader, childAt(node, 0)) === "-" ? "-" : "+";
    const operand = build(childAt(node, 1));
    const position = positionOf(reader, node);
    // A sign belongs to its number.
    if (operand.kind === "number-literal") {
      return { ...operand, value: operator === "-" ? -operand.value : operand.value, position };
    }
    return { kind: "unary", operator, operand, position };
  },
  VectorSelector: (reader, node) => ({
    kind: "vector-selector",
    ...buildMatchers(reader, node),
    shift: noTimeShift,
    modifier: undefined,
    position: positionOf(reader, node),
  }),
};

/** Builds the tree's only expression. The tree must have no error nodes. */
export function buildExpression(text: string, top: SyntaxNode): Expression {
  return buildAt({ lined: linedText(text), depth: 0 }, childAt(top, 0));
}

function buildAt(reader: TreeReader, node: SyntaxNode): Expression {
  if (reader.depth > maxDepth) {
    throw parseFailure(positionOf(reader, node), `expression is nested more than ${maxDepth} levels deep`);
  }
  const builder = Object.hasOwn(builders, node.name) ? builders[node.name] : undefined;
  if (builder === undefined) {
    const position = positionOf(reader, node);
    throw new QueryFailure(
      "not_supported",
      `${position.line}:${position.column}: not supported: ${node.name}`,
      position,
    );
  }
  const below: TreeReader = { lined: reader.lined, depth: reader.depth + 1 };
  return builder(reader, node, (child) => buildAt(below, child));
}
