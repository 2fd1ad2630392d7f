import type { FloatHistogram } from "@voiceassist/histogram";
import type { Evaluation } from "../evaluate/evaluation.ts";
import type { Report } from "../evaluate/histogram-notes.ts";
import type { StepGrid } from "../evaluate/step-grid.ts";
import type {
  GrowingSteps,
  SampleSeries,
  StepSeries,
  StepValue,
  WindowPlan,
} from "../evaluate/step-value.ts";
import type { SampleAspect } from "../evaluate/vector-selection.ts";
import type { Window } from "../evaluate/window.ts";
import type { Labels } from "../series-source.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import type { ValueType } from "../syntax/value-type.ts";
import type { SelectorModifier } from "../syntax/vector-selector.ts";

/** One call of a function, with its arguments evaluated at every step. */
export interface FunctionCall {
  readonly node: CallExpression;
  readonly values: readonly StepValue[];
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
}

/** What a function of one window or sample answers; `undefined` means no value. */
export type FunctionResult = number | FloatHistogram | undefined;

/** Answers the value at one step from a window that holds a sample. */
export type WindowFunction = (
  window: Window,
  parameters: readonly number[],
  report: Report,
) => FunctionResult;

/** Fills a whole series of numbers at once, without an object a step. */
type SeriesFunction = (
  series: SampleSeries,
  windows: WindowPlan,
  grid: StepGrid,
  result: GrowingSteps,
) => void;

export type FunctionImplementation =
  /** From each number of the only vector argument alone; `parameters` are the scalar arguments at that step. */
  | { readonly kind: "pointwise"; readonly apply: (value: number, parameters: readonly number[]) => number }
  /** From each histogram alone. */
  | { readonly kind: "of-histograms"; readonly apply: (histogram: FloatHistogram) => number }
  /** From the window of samples before each step. */
  | {
      readonly kind: "window";
      readonly keepsName: boolean;
      readonly apply: WindowFunction;
      /** The same for a series of nothing but numbers under a selector without modifier. */
      readonly applyToSeries?: SeriesFunction;
      /** Looks at what came of a series. */
      readonly checkResult?: (labels: Labels, result: StepSeries, call: FunctionCall) => void;
      /** The selector modifiers that the function understands. */
      readonly modifiers: readonly SelectorModifier[];
    }
  /** From everything. */
  | { readonly kind: "whole"; readonly apply: (call: FunctionCall) => StepValue }
  /** From the first argument alone, with what the second one selects: needs the plan's selection. */
  | { readonly kind: "info"; readonly apply: (call: FunctionCall) => StepValue }
  /** The time of the sample, or of its counter's start: needs the selector itself, see the evaluator. */
  | { readonly kind: "sample-time"; readonly aspect: Exclude<SampleAspect, "value"> };

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
