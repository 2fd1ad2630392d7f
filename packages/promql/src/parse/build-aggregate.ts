import type { SyntaxNode } from "@lezer/common";
import { parseFailure } from "../parse-failure.ts";
import type { AggregateExpression, AggregateOperator } from "../syntax/aggregate-expression.ts";
import type { BuildChild } from "./build-child.ts";
import { buildLabels } from "./build-labels.ts";
import { childAt, childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

const takesParameter: Readonly<Record<AggregateOperator, boolean>> = {
  sum: false,
  avg: false,
  count: false,
  min: false,
  max: false,
  group: false,
  stddev: false,
  stdvar: false,
  topk: true,
  bottomk: true,
  count_values: true,
  quantile: true,
  limitk: true,
  limit_ratio: true,
};

function isAggregateOperator(text: string): text is AggregateOperator {
  return Object.hasOwn(takesParameter, text);
}

export function buildAggregate(reader: TreeReader, node: SyntaxNode, build: BuildChild): AggregateExpression {
  const position = positionOf(reader, node);
  const operator = textOf(reader, childAt(node, 0)).toLowerCase();
  if (!isAggregateOperator(operator)) throw parseFailure(position, `unknown aggregation ${operator}`);
  const children = childrenOf(node);
  const modifier = children.find((child) => child.name === "AggregateModifier");
  const body = children.find((child) => child.name === "FunctionCallBody");
  const operands = body === undefined ? [] : childrenOf(body).map(build);
  if (operands.length === 0) throw parseFailure(position, "no arguments for aggregate expression provided");
  const wanted = takesParameter[operator] ? 2 : 1;
  const expression = operands[wanted - 1];
  if (expression === undefined || operands.length !== wanted) {
    throw parseFailure(
      position,
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${operands.length}`,
    );
  }
  return {
    kind: "aggregate",
    operator,
    expression,
    parameter: wanted === 2 ? operands[0] : undefined,
    without: modifier !== undefined && childAt(modifier, 0).name === "Without",
    labels: modifier === undefined ? [] : buildLabels(reader, childAt(modifier, 1)),
    position,
  };
}
