export { type ArithmeticResult, evaluateArithmetic } from "./evaluate-arithmetic.ts";
export { formatLogql } from "./format-logql.ts";
export { type ParseResult, parseLogql } from "./parse-logql.ts";
export type { Position } from "./position.ts";
export type {
  ArithmeticOperator,
  ArithmeticQuery,
  BinaryOperation,
  LabelMatcher,
  LineFilter,
  LineFilterOperator,
  LogQuery,
  LogqlQuery,
  MatchOperator,
  NumberLiteral,
  VectorLiteral,
} from "./query.ts";
export type { LogqlError } from "./query-error.ts";
