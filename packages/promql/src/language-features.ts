import { functionNames } from "./functions/function-table.ts";
import {
  experimentalAggregations,
  experimentalFunctions,
  type PromqlFeature,
} from "./parse/check-features.ts";
import { aggregateOperators } from "./syntax/aggregate-expression.ts";
import { binaryOperators } from "./syntax/binary-operator.ts";

/** Which parts of the language may be used, by the names that Prometheus' `/api/v1/features` has for them. */
export interface LanguageFeatures {
  readonly syntax: Readonly<Record<string, boolean>>;
  readonly functions: Readonly<Record<string, boolean>>;
  readonly operators: Readonly<Record<string, boolean>>;
}

const always = [
  "at_modifier",
  "bool",
  "by",
  "group_left",
  "group_right",
  "ignoring",
  "negative_offset",
  "offset",
  "on",
  "subqueries",
  "without",
] as const;

const matcherOperators = ["=~", "!~", "@"] as const;

/** What `features` leave out is listed as not available. */
export function languageFeatures(features: ReadonlySet<PromqlFeature>): LanguageFeatures {
  const hasExtendedRanges = features.has("promql-extended-range-selectors");
  const fills = features.has("promql-binop-fill-modifiers");
  const hasFunctions = features.has("promql-experimental-functions");
  const operators = [...binaryOperators, ...matcherOperators, ...aggregateOperators];
  return {
    syntax: {
      ...Object.fromEntries(always.map((name) => [name, true])),
      anchored: hasExtendedRanges,
      duration_expr: features.has("promql-duration-expr"),
      fill: fills,
      fill_left: fills,
      fill_right: fills,
      smoothed: hasExtendedRanges,
    },
    functions: Object.fromEntries(
      [...functionNames].sort().map((name) => [name, hasFunctions || !experimentalFunctions.has(name)]),
    ),
    operators: Object.fromEntries(
      operators.map((name) => [name, hasFunctions || !experimentalAggregations.has(name)]),
    ),
  };
}
