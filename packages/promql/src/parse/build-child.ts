import type { SyntaxNode } from "@lezer/common";
import type { Expression } from "../syntax/expression.ts";

/** Builds a node one level down; the builders of single node kinds receive it, so as not to import each other. */
export type BuildChild = (node: SyntaxNode) => Expression;
