import type { Evaluation } from "../evaluate/evaluation.ts";
import type { StepGrid } from "../evaluate/step-grid.ts";
import type { StepValue } from "../evaluate/step-value.ts";
import type { Window } from "../evaluate/window.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import type { ValueType } from "../syntax/value-type.ts";

/** One call of a function, with its arguments evaluated at every step. */
export interface FunctionCall {
  readonly node: CallExpression;
  readonly values: readonly StepValue[];
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
}

/** Answers the value at one step from a window that holds a sample; `undefined` means no value. */
export type WindowFunction = (window: Window, parameters: readonly number[]) => number | undefined;

export type FunctionImplementation =
  /** From each value of the only vector argument alone; `parameters` are the scalar arguments at that step. */
  | { readonly kind: "pointwise"; readonly apply: (value: number, parameters: readonly number[]) => number }
  /** From the window of samples before each step. */
  | { readonly kind: "window"; readonly keepsName: boolean; readonly apply: WindowFunction }
  /** From everything. */
  | { readonly kind: "whole"; readonly apply: (call: FunctionCall) => StepValue }
  /** The time of the sample: needs the selector itself, see the evaluator. */
  | { readonly kind: "sample-time" }
  /** Known to the language, so that it parses and type-checks, but not built. */
  | { readonly kind: "unsupported" };

export interface FunctionDefinition {
  readonly name: string;
  readonly argumentTypes: readonly ValueType[];
  /** How many of the last arguments may be left out. */
  readonly optionalArguments: number;
  /** Whether the last argument may be given any number of times. */
  readonly repeatsLastArgument: boolean;
  readonly returnType: ValueType;
  /** Looks at the arguments once, before any step: warns, or refuses them. */
  readonly checkArguments: (call: FunctionCall) => void;
  readonly implementation: FunctionImplementation;
}

type Signature = Partial<
  Pick<FunctionDefinition, "optionalArguments" | "repeatsLastArgument" | "returnType" | "checkArguments">
>;

export function defineFunction(
  name: string,
  argumentTypes: readonly ValueType[],
  implementation: FunctionImplementation,
  signature: Signature = {},
): FunctionDefinition {
  const {
    optionalArguments = 0,
    repeatsLastArgument = false,
    returnType = "vector",
    checkArguments = () => {},
  } = signature;
  return {
    name,
    argumentTypes,
    optionalArguments,
    repeatsLastArgument,
    returnType,
    checkArguments,
    implementation,
  };
}
