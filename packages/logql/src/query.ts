import type { Position } from "./position.ts";

export type MatchOperator = "=" | "!=" | "=~" | "!~";

/** A label matcher. Regular expressions are RE2, fully anchored. */
export interface LabelMatcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
  readonly position: Position;
}

export type LineFilterOperator = "|=" | "!=" | "|~" | "!~";

/** A condition on the line's text. Regular expressions are RE2, not anchored. */
export interface LineFilter {
  readonly operator: LineFilterOperator;
  readonly text: string;
  readonly position: Position;
}

/** Lines of the streams that every matcher selects, which pass every filter. */
export interface LogQuery {
  readonly kind: "log";
  readonly matchers: readonly LabelMatcher[];
  readonly filters: readonly LineFilter[];
  readonly position: Position;
}

export interface NumberLiteral {
  readonly kind: "number";
  readonly value: number;
  readonly position: Position;
}

/** `vector(1)`: one sample without labels at every time. */
export interface VectorLiteral {
  readonly kind: "vector";
  readonly value: number;
  readonly position: Position;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "^";

export interface BinaryOperation {
  readonly kind: "binary";
  readonly operator: ArithmeticOperator;
  readonly left: ArithmeticQuery;
  readonly right: ArithmeticQuery;
  readonly position: Position;
}

/** A query that reads no logs, as Grafana's health check `vector(1)+vector(1)`. */
export type ArithmeticQuery = NumberLiteral | VectorLiteral | BinaryOperation;

export type LogqlQuery = LogQuery | ArithmeticQuery;
