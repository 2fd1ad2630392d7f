import { changeCount, resetCount } from "./count-changes.ts";
import { extendedHistogramRate, extendedRate } from "./extended-rate.ts";
import { type ChangeKind, extrapolate, extrapolateSeries } from "./extrapolated-rate.ts";
import {
  defineFunction,
  type FunctionDefinition,
  type FunctionImplementation,
  type WindowFunction,
} from "./function-definition.ts";
import { extrapolateHistograms } from "./histogram-rate.ts";
import { lastChange } from "./last-change.ts";
import { ofOneKind } from "./mixed-window.ts";
import { informOfNonCounter } from "./possible-non-counter.ts";

type WindowImplementation = Extract<FunctionImplementation, { readonly kind: "window" }>;

/** Functions of how a series changes inside the window. */
export const counterFunctions: readonly FunctionDefinition[] = [
  overWindow("rate", { isCounter: true, isPerSecond: true }, { checkResult: informOfNonCounter }),
  overWindow("increase", { isCounter: true, isPerSecond: false }, { checkResult: informOfNonCounter }),
  overWindow("delta", { isCounter: false, isPerSecond: false }, {}),
  ofWindow("irate", (window, _parameters, report) => lastChange(window, true, report)),
  ofWindow("idelta", (window, _parameters, report) => lastChange(window, false, report)),
  ofWindow("resets", resetCount, ["anchored"]),
  ofWindow("changes", changeCount, ["anchored"]),
];

function ofWindow(
  name: string,
  apply: WindowFunction,
  modifiers: WindowImplementation["modifiers"] = [],
): FunctionDefinition {
  return defineFunction(name, ["matrix"], { kind: "window", keepsName: false, apply, modifiers });
}

function overWindow(
  name: string,
  kind: ChangeKind,
  checks: Pick<WindowImplementation, "checkResult">,
): FunctionDefinition {
  const plain = ofOneKind(
    (window, _parameters, report) => extrapolate(window, kind, report),
    (window, _parameters, report) => extrapolateHistograms(window, kind, report),
  );
  const extended = ofOneKind(
    (window) => extendedRate(window, kind),
    (window, _parameters, report) => extendedHistogramRate(window, kind, report),
  );
  return defineFunction(name, ["matrix"], {
    kind: "window",
    keepsName: false,
    modifiers: ["anchored", "smoothed"],
    apply: (window, parameters, report) =>
      window.modifier === undefined
        ? plain(window, parameters, report)
        : extended(window, parameters, report),
    applyToSeries: (series, windows, grid, result) => extrapolateSeries(series, windows, grid, result, kind),
    ...checks,
  });
}
