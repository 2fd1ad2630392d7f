import type { SyntaxNode } from "@lezer/common";
import { QueryFailure } from "../query-error.ts";
import type { VectorMatching } from "../syntax/binary-expression.ts";
import {
  type BinaryOperator,
  bindsTighter,
  isBinaryOperator,
  isSetOperator,
} from "../syntax/binary-operator.ts";
import type { Expression } from "../syntax/expression.ts";
import { positionIn } from "../syntax/position.ts";
import type { BuildChild } from "./build-child.ts";
import { buildLabels } from "./build-labels.ts";
import { numberFromText } from "./number-text.ts";
import { childAt, childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

export function buildBinary(reader: TreeReader, node: SyntaxNode, build: BuildChild): Expression {
  const position = positionOf(reader, node);
  const children = childrenOf(node);
  const operatorNode = childAt(node, 1);
  const operator = textOf(reader, operatorNode).toLowerCase();
  if (!isBinaryOperator(operator)) {
    const place = positionOf(reader, operatorNode);
    const message = `${place.line}:${place.column}: not supported: ${textOf(reader, operatorNode)}`;
    throw new QueryFailure("not_supported", message, place);
  }
  const fill = children.find((child) => child.name === "FillModifier");
  const clause = children.find((child) => child.name === "MatchingModifierClause");
  const left = build(childAt(node, 0));
  const right = build(childAt(node, children.length - 1));
  const binary = (operand: Expression): Expression => ({
    kind: "binary",
    operator,
    left: operand,
    right,
    returnsBool: children.some((child) => child.name === "BoolModifier"),
    matching: {
      ...buildMatching(reader, clause, isSetOperator(operator)),
      fillLeft: fillOf(reader, fill, "FillLeftClause"),
      fillRight: fillOf(reader, fill, "FillRightClause"),
    },
    hasExplicitMatching: clause !== undefined || fill !== undefined,
    operatorPosition: positionOf(reader, operatorNode),
    position: { ...operand.position, endOffset: position.endOffset },
  });
  // `^` binds tighter than a sign: -1 ^ 2 is -(1 ^ 2), while the grammar reads the sign into the literal.
  const sign = reader.lined.text.charAt(node.from);
  if (operator === "^" && left.kind === "number-literal" && (sign === "-" || sign === "+")) {
    const unsigned = sign === "-" ? -left.value : left.value;
    const start = left.position.startOffset + 1;
    const place = positionIn(reader.lined, start, left.position.endOffset);
    const operand = binary({ ...left, value: unsigned, position: place });
    return { kind: "unary", operator: sign, operand, position };
  }
  return attached(left, operator, position.endOffset, binary);
}

/**
 * In `a + b offset 5m * c` the grammar lets `offset` end the sum, which then becomes the left side of the product.
 * In PromQL the operator takes of it what binds no tighter than itself: the last operand.
 */
function attached(
  left: Expression,
  operator: BinaryOperator,
  endOffset: number,
  binary: (operand: Expression) => Expression,
): Expression {
  const position = { ...left.position, endOffset };
  if (left.kind === "binary" && bindsTighter(operator, left.operator)) {
    return { ...left, right: attached(left.right, operator, endOffset, binary), position };
  }
  if (left.kind === "unary" && operator === "^") {
    return { ...left, operand: attached(left.operand, operator, endOffset, binary), position };
  }
  return binary(left);
}

function buildMatching(
  reader: TreeReader,
  clause: SyntaxNode | undefined,
  isSet: boolean,
): Omit<VectorMatching, "fillLeft" | "fillRight"> {
  const children = clause === undefined ? [] : childrenOf(clause);
  const [mode, labels, group, include] = children;
  const grouped = group?.name === "GroupLeft" ? "many-to-one" : "one-to-many";
  const ungrouped = isSet ? "many-to-many" : "one-to-one";
  return {
    cardinality: group === undefined ? ungrouped : grouped,
    on: mode?.name === "On",
    labels: labels === undefined ? [] : buildLabels(reader, labels),
    include: include === undefined ? [] : buildLabels(reader, include),
  };
}

/** `fill` is for both sides. */
function fillOf(
  reader: TreeReader,
  fill: SyntaxNode | undefined,
  clauseName: "FillLeftClause" | "FillRightClause",
): number | undefined {
  if (fill === undefined) return undefined;
  const clause = childrenOf(fill).find(({ name }) => name === clauseName || name === "FillClause");
  const literal = clause === undefined ? null : clause.getChild("NumberDurationLiteral");
  return literal === null ? undefined : numberFromText(textOf(reader, literal));
}
