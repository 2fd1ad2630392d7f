import type { SyntaxNode } from "@lezer/common";
import { type Position, positionAt } from "./position.ts";
import { QueryFailure } from "./query-error.ts";
import { readStringLiteral } from "./string-literal.ts";

/** The grammar's tree, read with the text that it was made from. */
export interface QueryTree {
  readonly text: string;
}

export function textOf(tree: QueryTree, node: SyntaxNode): string {
  return tree.text.slice(node.from, node.to);
}

export function positionOf(tree: QueryTree, node: SyntaxNode): Position {
  return positionAt(tree.text, node.from, node.to);
}

export function stringOf(tree: QueryTree, node: SyntaxNode): string {
  const value = readStringLiteral(textOf(tree, node));
  if (value === undefined) {
    throw new QueryFailure("bad_data", "a string with an invalid escape", positionOf(tree, node));
  }
  return value;
}

/**
 * Nodes of these names, in the order of the text, without those inside another hit. The grammar nests lists to the left,
 * as deep as they are long, so this walks with a cursor and not by recursion.
 */
export function collect(node: SyntaxNode, names: readonly string[]): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  node.cursor().iterate((at) => {
    if (at.from === node.from && at.to === node.to && at.name === node.name) return true;
    if (!names.includes(at.name)) return true;
    found.push(at.node);
    return false;
  });
  return found;
}

/** A child that the grammar guarantees. */
export function requiredChild(node: SyntaxNode, name: string): SyntaxNode {
  const child = node.getChild(name);
  if (child === null) {
    throw new Error(
      `LOGQL_GRAMMAR_CHANGED: ${node.name} has no ${name}; the grammar's version must fit this package`,
    );
  }
  return child;
}
