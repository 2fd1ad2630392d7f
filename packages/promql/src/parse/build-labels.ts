import type { SyntaxNode } from "@lezer/common";
import { parseFailure } from "../parse-failure.ts";
import { stringFromText } from "./string-text.ts";
import { childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

/** The names in a GroupingLabels node. */
export function buildLabels(reader: TreeReader, node: SyntaxNode): readonly string[] {
  return childrenOf(node).map((label) => {
    const text = textOf(reader, label);
    if (label.name !== "QuotedLabelName") return text;
    const name = stringFromText(text);
    if (name === undefined || name === "") {
      throw parseFailure(positionOf(reader, label), `invalid label name for grouping: ${text}`);
    }
    return name;
  });
}
