import { absentFunctions } from "./absent.ts";
import { calendarFunctions } from "./calendar.ts";
import { clampFunctions } from "./clamp.ts";
import { conversionFunctions } from "./conversion.ts";
import { counterFunctions } from "./counter.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { histogramFraction } from "./histogram-fraction.ts";
import { histogramQuantile, histogramQuantiles } from "./histogram-quantile.ts";
import { infoFunction } from "./info.ts";
import { mathFunctions } from "./math.ts";
import { nativeHistogramFunctions } from "./native-histogram.ts";
import { overTimeFunctions } from "./over-time.ts";
import { quantileOverTime } from "./quantile-over-time.ts";
import { queryTimeFunctions } from "./query-times.ts";
import { regressionFunctions } from "./regression.ts";
import { relabelFunctions } from "./relabel.ts";
import { doubleExponentialSmoothing } from "./smoothing.ts";
import { sortFunctions } from "./sort.ts";

const definitions: readonly FunctionDefinition[] = [
  ...absentFunctions,
  ...calendarFunctions,
  ...clampFunctions,
  ...conversionFunctions,
  ...counterFunctions,
  doubleExponentialSmoothing,
  histogramFraction,
  histogramQuantile,
  histogramQuantiles,
  infoFunction,
  ...mathFunctions,
  ...nativeHistogramFunctions,
  ...overTimeFunctions,
  quantileOverTime,
  ...queryTimeFunctions,
  ...regressionFunctions,
  ...relabelFunctions,
  ...sortFunctions,
];

const byName: ReadonlyMap<string, FunctionDefinition> = new Map(
  definitions.map((definition) => [definition.name, definition]),
);

export const functionNames: readonly string[] = [...byName.keys()];

export function functionNamed(name: string): FunctionDefinition | undefined {
  return byName.get(name);
}
