import type { ArithmeticOperator, ArithmeticQuery } from "./query.ts";

/** `vector`: one sample without labels. `scalar`: a bare number. */
export interface ArithmeticResult {
  readonly type: "scalar" | "vector";
  readonly value: number;
}

/** A vector on either side makes the result a vector, as in PromQL. */
export function evaluateArithmetic(query: ArithmeticQuery): ArithmeticResult {
  if (query.kind !== "binary") {
    return { type: query.kind === "vector" ? "vector" : "scalar", value: query.value };
  }
  const left = evaluateArithmetic(query.left);
  const right = evaluateArithmetic(query.right);
  const type = left.type === "vector" || right.type === "vector" ? "vector" : "scalar";
  return { type, value: operations[query.operator](left.value, right.value) };
}

const operations: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "^": (left, right) => left ** right,
};
