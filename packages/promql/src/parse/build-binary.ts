import type { SyntaxNode } from "@lezer/common";
import { QueryFailure } from "../query-error.ts";
import type { VectorMatching } from "../syntax/binary-expression.ts";
import { isBinaryOperator, isSetOperator } from "../syntax/binary-operator.ts";
import type { Expression } from "../syntax/expression.ts";
import { positionAt } from "../syntax/position.ts";
import type { BuildChild } from "./build-child.ts";
import { buildLabels } from "./build-labels.ts";
import { childAt, childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

export function buildBinary(reader: TreeReader, node: SyntaxNode, build: BuildChild): Expression {
  const position = positionOf(reader, node);
  const children = childrenOf(node);
  const operatorNode = childAt(node, 1);
  const operator = textOf(reader, operatorNode).toLowerCase();
  const fill = children.find((child) => child.name === "FillModifier");
  const unsupported = isBinaryOperator(operator) ? fill : operatorNode;
  if (unsupported !== undefined || !isBinaryOperator(operator)) {
    const place = positionOf(reader, unsupported ?? operatorNode);
    const message = `${place.line}:${place.column}: not supported: ${textOf(reader, unsupported ?? operatorNode)}`;
    throw new QueryFailure("not_supported", message, place);
  }
  const clause = children.find((child) => child.name === "MatchingModifierClause");
  const left = build(childAt(node, 0));
  const binary = (operand: Expression): Expression => ({
    kind: "binary",
    operator,
    left: operand,
    right: build(childAt(node, children.length - 1)),
    returnsBool: children.some((child) => child.name === "BoolModifier"),
    matching: buildMatching(reader, clause, isSetOperator(operator)),
    hasExplicitMatching: clause !== undefined,
    position,
  });
  // `^` binds tighter than a sign: -1 ^ 2 is -(1 ^ 2), while the grammar reads the sign into the literal.
  const sign = textOf(reader, node).charAt(0);
  if (operator === "^" && left.kind === "number-literal" && (sign === "-" || sign === "+")) {
    const unsigned = sign === "-" ? -left.value : left.value;
    const start = left.position.startOffset + 1;
    const place = positionAt(reader.text, start, left.position.endOffset);
    const operand = binary({ kind: "number-literal", value: unsigned, position: place });
    return { kind: "unary", operator: sign, operand, position };
  }
  return binary(left);
}

function buildMatching(reader: TreeReader, clause: SyntaxNode | undefined, isSet: boolean): VectorMatching {
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
