import type { SyntaxNode } from "@lezer/common";
import { parseFailure } from "../parse-failure.ts";
import { quoted } from "../quote.ts";
import { compileRegex } from "../regex.ts";
import type { LabelMatcher, MatchOperator } from "../series-source.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import { quotingProblem, stringFromText } from "./string-text.ts";
import { childAt, childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

const operators: Readonly<Record<string, MatchOperator>> = { "=": "=", "!=": "!=", "=~": "=~", "!~": "!~" };

/** The matchers of a VectorSelector node, with the metric's name as the first of them. */
export function buildMatchers(
  reader: TreeReader,
  selector: SyntaxNode,
): Pick<VectorSelector, "metricName" | "matchers"> {
  const { metricName, names, matchers } = readMatchers(reader, selector);
  const [first = "", quotedName] = names;
  const listed = metricName === undefined ? matchers : matchers.slice(1);
  const second =
    metricName === undefined ? quotedName : listed.find(({ name }) => name === "__name__")?.value;
  if (second !== undefined) {
    const problem = `metric name must not be set twice: ${quoted(metricName ?? first)} or ${quoted(second)}`;
    throw parseFailure(positionOf(reader, selector), problem);
  }
  return { metricName, matchers };
}

interface ReadMatchers {
  readonly metricName: string | undefined;
  /** Those that stand in the braces, quoted. */
  readonly names: readonly string[];
  /** The metric's names come first. */
  readonly matchers: readonly LabelMatcher[];
}

/** What is written, whether or not it names the metric twice. */
export function readMatchers(reader: TreeReader, selector: SyntaxNode): ReadMatchers {
  const matchers: LabelMatcher[] = [];
  let metricName: string | undefined;
  const names: string[] = [];
  const addName = (name: string): void => {
    names.push(name);
    matchers.unshift({ name: "__name__", operator: "=", value: name });
  };
  for (const child of childrenOf(selector)) {
    if (child.name === "Identifier") {
      metricName = textOf(reader, child);
    }
    if (child.name !== "LabelMatchers") continue;
    for (const node of childrenOf(child)) {
      if (node.name === "QuotedLabelName") addName(readString(reader, childAt(node, 0)));
      else matchers.push(matcher(reader, node));
    }
  }
  if (metricName !== undefined) matchers.unshift({ name: "__name__", operator: "=", value: metricName });
  return { metricName, names, matchers };
}

function matcher(reader: TreeReader, node: SyntaxNode): LabelMatcher {
  const nameNode = childAt(node, 0);
  const name =
    nameNode.name === "LabelName" ? textOf(reader, nameNode) : readString(reader, childAt(nameNode, 0));
  const operator = operators[textOf(reader, childAt(node, 1))] ?? "=";
  const valueNode = childAt(node, 2);
  const value = readString(reader, valueNode);
  if (operator === "=~" || operator === "!~") {
    const compiled = compileRegex(value);
    if (!compiled.ok) throw parseFailure(positionOf(reader, nameNode), compiled.message);
  }
  return { name, operator, value };
}

export function readString(reader: TreeReader, node: SyntaxNode): string {
  const text = textOf(reader, node);
  const value = stringFromText(text);
  if (value === undefined) throw parseFailure(positionOf(reader, node), quotingProblem(text));
  return value;
}
