export { evaluateInstant, type InstantQuery } from "./evaluate/evaluate-instant.ts";
export { evaluateRange, type RangeQuery } from "./evaluate/evaluate-range.ts";
export {
  defaultEvaluationOptions,
  type EvaluationOptions,
} from "./evaluate/evaluation-options.ts";
export type {
  EvaluationResult,
  InstantSample,
  QueryValue,
  SampleStats,
} from "./evaluate/evaluation-result.ts";
export { formatHistogram } from "./evaluate/format-histogram.ts";
export { formatValue } from "./evaluate/format-value.ts";
export { labelsHash } from "./evaluate/labels-hash.ts";
export { formatLabels } from "./format-labels.ts";
export { compareLabels, labelsKey, setLabel } from "./label-set.ts";
export { type LanguageFeatures, languageFeatures } from "./language-features.ts";
export { compileMatcher, type MatcherResult } from "./matcher.ts";
export { type PromqlFeature, promqlFeatures } from "./parse/check-features.ts";
export { type ParseResult, parsePromql } from "./parse/parse-promql.ts";
export { parseSelector, type SelectorResult } from "./parse/parse-selector.ts";
export { stringFromText } from "./parse/string-text.ts";
export { describeExpression, type ExpressionJson } from "./print/describe-expression.ts";
export { formatPromql } from "./print/format-promql.ts";
export { printExpression } from "./print/print-expression.ts";
export type { QueryError, QueryErrorKind } from "./query-error.ts";
export { compileRegex, type Regex, type RegexGroups, type RegexResult } from "./regex.ts";
export { expandTemplate } from "./regex-template.ts";
export type {
  LabelMatcher,
  Labels,
  MatchOperator,
  SelectRequest,
  Series,
  SeriesSource,
} from "./series-source.ts";
export { isStaleAt, isStaleMarker, setStaleAt, staleMarker } from "./stale-marker.ts";
export type { Expression, ExpressionKind, ExpressionVisitor } from "./syntax/expression.ts";
export { visitExpression } from "./syntax/expression.ts";
export type { Position } from "./syntax/position.ts";
