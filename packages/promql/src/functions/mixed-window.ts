import { inform, warn } from "../evaluate/annotations.ts";
import { histogramNotes } from "../evaluate/histogram-notes.ts";
import { holdsHistograms } from "../evaluate/window.ts";
import type { WindowFunction } from "./function-definition.ts";

/** A function of numbers alone: histograms in the window are passed over, with an info where there are both. */
export function ofNumbers(apply: WindowFunction): WindowFunction {
  return (window, parameters, report) => {
    if (window.to === window.from) return undefined;
    if (holdsHistograms(window)) {
      inform(report.annotations, histogramNotes.ignoredInRange(report.metricName), report.position);
    }
    return apply(window, parameters, report);
  };
}

/** A function that does one thing with numbers and another with histograms: where there are both it has no answer. */
export function ofOneKind(ofFloats: WindowFunction, ofHistograms: WindowFunction): WindowFunction {
  return (window, parameters, report) => {
    if (!holdsHistograms(window)) return ofFloats(window, parameters, report);
    if (window.to === window.from) return ofHistograms(window, parameters, report);
    warn(report.annotations, histogramNotes.mixedWithFloats(report.metricName), report.position);
    return undefined;
  };
}
