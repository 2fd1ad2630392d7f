import { type Expression, type ExpressionVisitor, visitExpression } from "@voiceassist/promql";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { type Answer, badData, success } from "./envelope.ts";
import { formatValue } from "./format-value.ts";
import { type Selector, timeParameter } from "./parameters.ts";
import type { ParseQuery } from "./parse-query.ts";
import { sortedLabels } from "./sorted-labels.ts";

/** Prometheus keeps 100,000 in all; a panel shows hundreds. */
const maxExemplars = 10_000;

/** `query_exemplars`: the exemplars of the series that the query's selectors match. */
export async function exemplars(
  parameters: URLSearchParams,
  metrics: StoreReader["metrics"],
  parse: ParseQuery,
): Promise<Answer> {
  const start = timeParameter(parameters, "start", Number.MIN_SAFE_INTEGER);
  if (!start.ok) return start.answer;
  const end = timeParameter(parameters, "end", Number.MAX_SAFE_INTEGER);
  if (!end.ok) return end.answer;
  if (end.value < start.value) return badData("end timestamp must not be before start timestamp");
  const parsed = parse(parameters.get("query") ?? "");
  if (!parsed.ok) return badData(parsed.error.message);
  const selectors: Selector[] = [];
  collectSelectors(parsed.expression, selectors);
  if (selectors.length === 0) return success(undefined);
  const range = { fromMillis: start.value, toMillis: end.value };
  const found = await metrics.exemplars(selectors, range, maxExemplars);
  return success(
    found.map((series) => ({
      seriesLabels: sortedLabels(series.labels),
      exemplars: series.exemplars.map(({ labels, value, timestampMillis }) => ({
        labels,
        value: formatValue(value),
        timestamp: timestampMillis / 1_000,
      })),
    })),
  );
}

function collectSelectors(expression: Expression, into: Selector[]): void {
  visitExpression(expression, collectors, into);
}

const collectors: ExpressionVisitor<void, Selector[]> = {
  "vector-selector": ({ matchers }, into) => {
    into.push(matchers);
  },
  "matrix-selector": ({ selector }, into) => {
    into.push(selector.matchers);
  },
  aggregate: ({ expression, parameter }, into) => {
    collectSelectors(expression, into);
    if (parameter !== undefined) collectSelectors(parameter, into);
  },
  binary: ({ left, right }, into) => {
    collectSelectors(left, into);
    collectSelectors(right, into);
  },
  call: (call, into) => {
    for (const argument of call.arguments) collectSelectors(argument, into);
  },
  paren: ({ expression }, into) => collectSelectors(expression, into),
  subquery: ({ expression }, into) => collectSelectors(expression, into),
  unary: ({ operand }, into) => collectSelectors(operand, into),
  "number-literal": () => undefined,
  "string-literal": () => undefined,
};
