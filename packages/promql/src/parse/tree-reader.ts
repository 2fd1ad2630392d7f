import type { SyntaxNode } from "@lezer/common";
import { type Position, positionAt } from "../syntax/position.ts";

/** The grammar's tree with the text that it was made from. */
export interface TreeReader {
  readonly text: string;
  /** Nodes that stand above the one being built. */
  readonly depth: number;
}

export function textOf(reader: TreeReader, node: SyntaxNode): string {
  return reader.text.slice(node.from, node.to);
}

export function positionOf(reader: TreeReader, node: SyntaxNode): Position {
  return positionAt(reader.text, node.from, node.to);
}

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "LineComment") children.push(child);
  }
  return children;
}

/** The child at an index that the grammar guarantees. */
export function childAt(node: SyntaxNode, index: number): SyntaxNode {
  const child = childrenOf(node)[index];
  if (child === undefined) {
    throw new Error(
      `PROMQL_GRAMMAR_CHANGED: ${node.name} has no child ${index}; the grammar's version must fit`,
    );
  }
  return child;
}
