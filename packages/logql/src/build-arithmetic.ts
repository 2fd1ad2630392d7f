import type { SyntaxNode } from "@lezer/common";
import { positionAt } from "./position.ts";
import type { ArithmeticOperator, ArithmeticQuery } from "./query.ts";
import { QueryFailure } from "./query-error.ts";
import { positionOf, type QueryTree, requiredChild, textOf } from "./query-tree.ts";

/** Levels of parentheses and operators in one expression. */
const maxNestedExpressions = 200;

/** Builds arithmetic of number and `vector()` literals; the rest of metric queries is answered as not supported. */
export function buildArithmetic(tree: QueryTree, metricExpr: SyntaxNode): ArithmeticQuery {
  return build(tree, metricExpr, 0);
}

function build(tree: QueryTree, metricExpr: SyntaxNode, depth: number): ArithmeticQuery {
  if (depth > maxNestedExpressions) {
    const problem = `an expression nested deeper than ${maxNestedExpressions} levels`;
    throw new QueryFailure("bad_data", problem, positionOf(tree, metricExpr));
  }
  const node = innerExpression(metricExpr);
  if (node === null) throw new Error("LOGQL_GRAMMAR_CHANGED: a metric expression is empty");
  const position = positionOf(tree, node);
  if (node.name === "MetricExpr") return build(tree, node, depth + 1);
  if (node.name === "LiteralExpr")
    return { kind: "number", value: Number(textOf(tree, node).replace(/\s/g, "")), position };
  if (node.name === "VectorExpr") {
    return { kind: "vector", value: Number(textOf(tree, requiredChild(node, "Number"))), position };
  }
  if (node.name === "BinOpExpr") {
    const links: Link[] = [];
    const first = flatten(tree, node, depth, links);
    return associate(tree, first, links, 0);
  }
  throw new QueryFailure("not_supported", "metric queries that read logs", position);
}

function innerExpression(node: SyntaxNode): SyntaxNode | null {
  return node.name === "Expr" ? innerExpression(requiredChild(node, "MetricExpr")) : node.firstChild;
}

/** An operator and the operand to its right. */
interface Link {
  readonly operator: ArithmeticOperator;
  readonly operand: ArithmeticQuery;
}

const operators: Readonly<Record<string, ArithmeticOperator>> = {
  Add: "+",
  Sub: "-",
  Mul: "*",
  Div: "/",
  Mod: "%",
  Pow: "^",
};

/** The grammar ignores precedence between levels (`1 + 2 * 3` comes as `(1 + 2) * 3`), so chains are taken apart here. */
function flatten(tree: QueryTree, node: SyntaxNode, depth: number, links: Link[]): ArithmeticQuery {
  const [left, right] = node.getChildren("Expr");
  const operatorNode = left?.nextSibling;
  const operator = operators[operatorNode?.name ?? ""];
  if (left === undefined || right === undefined || operator === undefined) {
    throw new QueryFailure(
      "not_supported",
      "operators other than + - * / % ^",
      positionOf(tree, operatorNode ?? node),
    );
  }
  if (requiredChild(node, "BinOpModifier").firstChild !== null) {
    const modifier = positionOf(tree, requiredChild(node, "BinOpModifier"));
    throw new QueryFailure("not_supported", "modifiers of an operator", modifier);
  }
  const first = operand(tree, left, depth, links);
  const rightLinks: Link[] = [];
  links.push({ operator, operand: operand(tree, right, depth, rightLinks) }, ...rightLinks);
  return first;
}

/** An operand, or the first of a further chain: one in parentheses is a whole. */
function operand(tree: QueryTree, expr: SyntaxNode, depth: number, links: Link[]): ArithmeticQuery {
  const inner = requiredChild(expr, "MetricExpr").firstChild;
  if (inner?.name !== "BinOpExpr") return build(tree, expr, depth + 1);
  if (depth > maxNestedExpressions) {
    const problem = `an expression of more than ${maxNestedExpressions} levels`;
    throw new QueryFailure("bad_data", problem, positionOf(tree, inner));
  }
  return flatten(tree, inner, depth + 1, links);
}

const precedence: Readonly<Record<ArithmeticOperator, number>> = {
  "+": 1,
  "-": 1,
  "*": 2,
  "/": 2,
  "%": 2,
  "^": 3,
};

/** Precedence climbing over `links`, which it consumes; `^` binds to the right. */
function associate(tree: QueryTree, first: ArithmeticQuery, links: Link[], minimum: number): ArithmeticQuery {
  let left = first;
  for (let link = links[0]; link !== undefined && precedence[link.operator] >= minimum; link = links[0]) {
    links.shift();
    const level = precedence[link.operator];
    const right = associate(tree, link.operand, links, link.operator === "^" ? level : level + 1);
    const position = positionAt(tree.text, left.position.startOffset, right.position.endOffset);
    left = { kind: "binary", operator: link.operator, left, right, position };
  }
  return left;
}
