import type { SyntaxNode } from "@lezer/common";
import { type LinedText, type Position, positionIn } from "../syntax/position.ts";

/** The grammar's tree with the text that it was made from. */
export interface TreeReader {
  readonly lined: LinedText;
  /** Nodes that stand above the one being built. */
  readonly depth: number;
}

export function textOf(reader: TreeReader, node: SyntaxNode): string {
  return reader.lined.text.slice(node.from, node.to);
}

export function positionOf(reader: TreeReader, node: SyntaxNode): Position {
  return positionIn(reader.lined, node.from, node.to);
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
  let place = 0;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "LineComment" && place++ === index) return child;
  }
  throw new Error(
    `PROMQL_GRAMMAR_CHANGED: ${node.name} has no child ${index}; the grammar's version must fit`,
  );
}
