import type { SyntaxNode } from "@lezer/common";
import { parseFailure } from "../parse-failure.ts";
import { compileRegex } from "../regex.ts";
import type { LabelMatcher, MatchOperator } from "../series-source.ts";
import { stringFromText } from "./string-text.ts";
import { childAt, childrenOf, positionOf, type TreeReader, textOf } from "./tree-reader.ts";

const operators: Readonly<Record<string, MatchOperator>> = { "=": "=", "!=": "!=", "=~": "=~", "!~": "!~" };

/** The matchers of a VectorSelector node, with the metric's name as the first of them. */
export function buildMatchers(reader: TreeReader, selector: SyntaxNode): readonly LabelMatcher[] {
  const matchers: LabelMatcher[] = [];
  let metricName: string | undefined;
  const setName = (name: string, node: SyntaxNode): void => {
    if (metricName !== undefined) {
      const names = `${JSON.stringify(metricName)} or ${JSON.stringify(name)}`;
      throw parseFailure(positionOf(reader, node), `metric name must not be set twice: ${names}`);
    }
    metricName = name;
    matchers.unshift({ name: "__name__", operator: "=", value: name });
  };
  for (const child of childrenOf(selector)) {
    if (child.name === "Identifier") setName(textOf(reader, child), child);
    if (child.name !== "LabelMatchers") continue;
    for (const node of childrenOf(child)) {
      if (node.name === "QuotedLabelName") setName(readString(reader, childAt(node, 0)), node);
      else matchers.push(matcher(reader, node, metricName));
    }
  }
  if (!matchers.some(requiresValue)) {
    throw parseFailure(
      positionOf(reader, selector),
      "vector selector must contain at least one non-empty matcher",
    );
  }
  return matchers;
}

function matcher(reader: TreeReader, node: SyntaxNode, metricName: string | undefined): LabelMatcher {
  const nameNode = childAt(node, 0);
  const name =
    nameNode.name === "LabelName" ? textOf(reader, nameNode) : readString(reader, childAt(nameNode, 0));
  const operator = operators[textOf(reader, childAt(node, 1))] ?? "=";
  const valueNode = childAt(node, 2);
  const value = readString(reader, valueNode);
  if (name === "__name__" && operator === "=" && metricName !== undefined) {
    const names = `${JSON.stringify(metricName)} or ${JSON.stringify(value)}`;
    throw parseFailure(positionOf(reader, node), `metric name must not be set twice: ${names}`);
  }
  if (operator === "=~" || operator === "!~") {
    const compiled = compileRegex(value);
    if (!compiled.ok) throw parseFailure(positionOf(reader, valueNode), compiled.message);
  }
  return { name, operator, value };
}

/** Whether the matcher refuses the empty value; one such matcher keeps a selector from meaning every series. */
function requiresValue(matcher: LabelMatcher): boolean {
  switch (matcher.operator) {
    case "=":
      return matcher.value !== "";
    case "!=":
      return matcher.value === "";
    case "=~":
      return !matchesEmpty(matcher.value);
    case "!~":
      return matchesEmpty(matcher.value);
  }
}

function matchesEmpty(pattern: string): boolean {
  const compiled = compileRegex(pattern);
  return compiled.ok && compiled.regex.matches("");
}

export function readString(reader: TreeReader, node: SyntaxNode): string {
  const text = textOf(reader, node);
  const value = stringFromText(text);
  if (value === undefined) throw parseFailure(positionOf(reader, node), `invalid quoted string ${text}`);
  return value;
}
