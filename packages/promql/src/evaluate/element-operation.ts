import {
  add,
  type Combination,
  compact,
  divide,
  type FloatHistogram,
  isEqual,
  multiply,
  subtract,
  trim,
} from "@voiceassist/histogram";
import { quoted } from "../quote.ts";
import type { Position } from "../syntax/position.ts";
import { type Annotations, inform, warn } from "./annotations.ts";
import { type ElementOperator, operationOf } from "./binary-operation.ts";
import { histogramNotes } from "./histogram-notes.ts";

export type Element = number | FloatHistogram;

/** What an operator makes of two elements of vectors: a value, and whether a comparison keeps it. */
export interface ElementResult {
  readonly value: Element;
  readonly keeps: boolean;
}

/** An operator with the place where it says what it cannot do. */
export interface OperatorUse {
  readonly operator: ElementOperator;
  readonly annotations: Annotations;
  readonly position: Position;
}

/** `undefined`: the operator is not for these types, which is said by an info, and the pair has no result. */
export function combineElements(use: OperatorUse, left: Element, right: Element): ElementResult | undefined {
  if (typeof left === "number") {
    if (typeof right === "number") return combineNumbers(use, left, right);
    return use.operator === "*" ? kept(compact(multiply(right, left))) : incompatible(use, left, right);
  }
  return typeof right === "number" ? withNumber(use, left, right) : combineHistograms(use, left, right);
}

function combineNumbers(use: OperatorUse, left: number, right: number): ElementResult | undefined {
  const operation = operationOf(use.operator);
  if (operation === undefined) return incompatible(use, left, right);
  if (operation.kind === "arithmetic") return kept(operation.apply(left, right));
  return { value: left, keeps: operation.test(left, right) };
}

function withNumber(use: OperatorUse, left: FloatHistogram, right: number): ElementResult | undefined {
  switch (use.operator) {
    case "*":
      return kept(compact(multiply(left, right)));
    case "/":
      return kept(compact(divide(left, right)));
    case "</":
      return kept(trim(left, right, "below"));
    case ">/":
      return kept(trim(left, right, "above"));
    default:
      return incompatible(use, left, right);
  }
}

function combineHistograms(
  use: OperatorUse,
  left: FloatHistogram,
  right: FloatHistogram,
): ElementResult | undefined {
  switch (use.operator) {
    case "+":
      return sum(use, add(left, right), "addition");
    case "-": {
      const difference = sum(use, subtract(left, right), "subtraction");
      if (difference === undefined || typeof difference.value === "number") return difference;
      return kept({ ...difference.value, counterResetHint: "gauge" });
    }
    case "==":
      return { value: left, keeps: isEqual(left, right) };
    case "!=":
      return { value: left, keeps: !isEqual(left, right) };
    default:
      return incompatible(use, left, right);
  }
}

function sum(
  { annotations, operator, position }: OperatorUse,
  combination: Combination,
  operation: "addition" | "subtraction",
): ElementResult | undefined {
  if (!combination.ok) {
    warn(annotations, `incompatible bucket layout encountered for binary operator ${operator}`, position);
    return undefined;
  }
  // Prometheus leaves the pair out when the resets collide.
  if (combination.resetsCollide) {
    warn(annotations, histogramNotes.resetsCollide(operation), position);
    return undefined;
  }
  if (combination.boundsReconciled) inform(annotations, histogramNotes.boundsReconciled(operation), position);
  return kept(compact(combination.histogram));
}

function kept(value: Element): ElementResult {
  return { value, keeps: true };
}

function incompatible(
  { annotations, operator, position }: OperatorUse,
  left: Element,
  right: Element,
): undefined {
  const text = `incompatible sample types encountered for binary operator ${quoted(operator)}: ${typeName(left)} ${operator} ${typeName(right)}`;
  inform(annotations, text, position);
}

function typeName(element: Element): string {
  return typeof element === "number" ? "float" : "histogram";
}
