import { type Expression, parsePromql } from "@voiceassist/promql";

/** A selector of a query, or the labels that an aggregation keeps of the metrics below it. */
export interface NamedSeries {
  readonly metric: string;
  readonly labels: readonly string[];
  /** Values that matchers on `le` ask for. */
  readonly bounds: readonly string[];
}

/** Every metric that the query names, with the labels that its matchers and the aggregations above it ask for. */
export function namedSeries(query: string): readonly NamedSeries[] {
  const parsed = parsePromql(query);
  if (!parsed.ok) throw new Error(`${parsed.error.message}: ${query}`);
  return below(parsed.expression, []);
}

function below(node: Expression, kept: readonly string[]): readonly NamedSeries[] {
  switch (node.kind) {
    case "vector-selector":
      return node.metricName === undefined
        ? []
        : [
            {
              metric: node.metricName,
              labels: [
                ...kept,
                ...node.matchers.map(({ name }) => name).filter((name) => name !== "__name__"),
              ],
              bounds: node.matchers.filter(({ name }) => name === "le").map(({ value }) => value),
            },
          ];
    case "matrix-selector":
      return below(node.selector, kept);
    case "aggregate":
      return below(node.expression, node.without ? [] : node.labels);
    case "binary":
      // Each side may lack labels that the other has.
      return [...below(node.left, []), ...below(node.right, [])];
    case "call":
      return node.arguments.flatMap((argument) => below(argument, kept));
    case "unary":
      return below(node.operand, kept);
    case "paren":
    case "subquery":
      return below(node.expression, kept);
    case "number-literal":
    case "string-literal":
      return [];
  }
}
