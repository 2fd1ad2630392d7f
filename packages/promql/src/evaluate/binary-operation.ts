import type { BinaryOperator, SetOperator, TrimOperator } from "../syntax/binary-operator.ts";

export type ElementOperator = Exclude<BinaryOperator, SetOperator>;
type NumberOperator = Exclude<ElementOperator, TrimOperator>;

export type Operation =
  | { readonly kind: "arithmetic"; readonly apply: (left: number, right: number) => number }
  | { readonly kind: "comparison"; readonly test: (left: number, right: number) => boolean };

const operations: Readonly<Record<NumberOperator, Operation>> = {
  "+": { kind: "arithmetic", apply: (left, right) => left + right },
  "-": { kind: "arithmetic", apply: (left, right) => left - right },
  "*": { kind: "arithmetic", apply: (left, right) => left * right },
  "/": { kind: "arithmetic", apply: (left, right) => left / right },
  "%": { kind: "arithmetic", apply: (left, right) => left % right },
  "^": { kind: "arithmetic", apply: power },
  atan2: { kind: "arithmetic", apply: Math.atan2 },
  "==": { kind: "comparison", test: (left, right) => left === right },
  "!=": { kind: "comparison", test: (left, right) => left !== right },
  ">": { kind: "comparison", test: (left, right) => left > right },
  "<": { kind: "comparison", test: (left, right) => left < right },
  ">=": { kind: "comparison", test: (left, right) => left >= right },
  "<=": { kind: "comparison", test: (left, right) => left <= right },
};

/** IEEE 754 pow, as in Go: 1 to any power is 1, and so is -1 to an infinite one. JavaScript answers NaN there. */
function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && (exponent === Number.POSITIVE_INFINITY || exponent === Number.NEGATIVE_INFINITY))
    return 1;
  return base ** exponent;
}

/** What the operator does with two numbers; the trimming ones do nothing with those. */
export function operationOf(operator: ElementOperator): Operation | undefined {
  return operator === "</" || operator === ">/" ? undefined : operations[operator];
}
