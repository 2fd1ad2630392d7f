import type { SyntaxNode } from "@lezer/common";
import type { LabelMatcher, LineFilter, LineFilterOperator, LogQuery, MatchOperator } from "./query.ts";
import { QueryFailure } from "./query-error.ts";
import { collect, positionOf, type QueryTree, requiredChild, stringOf, textOf } from "./query-tree.ts";
import { checkRegex, quoteRegex } from "./regex.ts";

export function buildLogQuery(tree: QueryTree, logExpr: SyntaxNode): LogQuery {
  const [selector] = collect(logExpr, ["Selector"]);
  if (selector === undefined) throw new Error("LOGQL_GRAMMAR_CHANGED: a log expression has no selector");
  const matchers = collect(selector, ["Matcher"]).map((node) => matcherOf(tree, node));
  if (matchers.every(acceptsEmpty)) {
    throw new QueryFailure(
      "bad_data",
      'at least one matcher must refuse the empty value: {app=~".+"} does, {app=~".*"} does not',
      positionOf(tree, selector),
    );
  }
  const filters = collect(logExpr, ["PipelineStage"]).flatMap((stage) => stageFilters(tree, stage));
  return { kind: "log", matchers, filters, position: positionOf(tree, logExpr) };
}

const matchOperators: Readonly<Record<string, MatchOperator>> = { Eq: "=", Neq: "!=", Re: "=~", Nre: "!~" };

function matcherOf(tree: QueryTree, node: SyntaxNode): LabelMatcher {
  const value = requiredChild(node, "String");
  const [operatorNode] = collect(node, Object.keys(matchOperators));
  const operator = matchOperators[operatorNode?.name ?? ""];
  if (operator === undefined) throw new Error("LOGQL_GRAMMAR_CHANGED: a matcher has no operator");
  const matcher: LabelMatcher = {
    name: textOf(tree, requiredChild(node, "Identifier")),
    operator,
    value: stringOf(tree, value),
    position: positionOf(tree, node),
  };
  if (operator === "=~" || operator === "!~") requireRegex(tree, value, matcher.value);
  return matcher;
}

/** Whether streams without the label pass. A query of such matchers alone would read every stream. */
function acceptsEmpty({ operator, value }: LabelMatcher): boolean {
  if (operator === "=") return value === "";
  if (operator === "!=") return value !== "";
  const check = checkRegex(value);
  return check.ok && check.matchesEmpty === (operator === "=~");
}

function requireRegex(tree: QueryTree, node: SyntaxNode, pattern: string): void {
  const check = checkRegex(pattern);
  if (!check.ok) throw new QueryFailure("bad_data", check.problem, positionOf(tree, node));
}

function stageFilters(tree: QueryTree, stage: SyntaxNode): readonly LineFilter[] {
  const lineFilters = stage.getChild("LineFilters");
  if (lineFilters === null) {
    const keyword = /^\|\s*\w*/.exec(textOf(tree, stage))?.[0].replace(/\s+/g, " ") ?? "";
    throw new QueryFailure(
      "not_supported",
      `the stage "${keyword}"; line filters |= != |~ !~ are supported`,
      positionOf(tree, stage),
    );
  }
  return collect(lineFilters, ["LineFilter"]).flatMap((filter) => lineFilter(tree, filter));
}

const filterOperators: Readonly<Record<string, LineFilterOperator>> = {
  PipeExact: "|=",
  Neq: "!=",
  PipeMatch: "|~",
  Nre: "!~",
};

function lineFilter(tree: QueryTree, node: SyntaxNode): readonly LineFilter[] {
  const operator = filterOperators[requiredChild(node, "Filter").firstChild?.name ?? ""];
  const position = positionOf(tree, node);
  if (operator === undefined) {
    throw new QueryFailure("not_supported", "pattern line filters |> and !>; use |~ or !~", position);
  }
  if (collect(node, ["FilterOp"]).length > 0) {
    throw new QueryFailure("not_supported", "ip() in a line filter; use |~ or !~", position);
  }
  const alternatives = collect(node, ["String"]).map((string) => {
    const text = stringOf(tree, string);
    if (operator === "|~" || operator === "!~") requireRegex(tree, string, text);
    return text;
  });
  return combineAlternatives(operator, alternatives).map((filter) => ({ ...filter, position }));
}

/** `or` inside a filter, in terms of plain filters: "neither a nor b" is two filters, "a or b" is one pattern. */
function combineAlternatives(
  operator: LineFilterOperator,
  alternatives: readonly string[],
): readonly Pick<LineFilter, "operator" | "text">[] {
  if (alternatives.length === 1 || operator === "!=" || operator === "!~") {
    return alternatives.map((text) => ({ operator, text }));
  }
  const patterns = alternatives.map((text) => (operator === "|=" ? quoteRegex(text) : `(?:${text})`));
  return [{ operator: "|~", text: patterns.join("|") }];
}
