import { inform } from "../evaluate/annotations.ts";
import type { StepSeries } from "../evaluate/step-value.ts";
import { labelValue } from "../label-set.ts";
import { quoted } from "../quote.ts";
import type { Labels } from "../series-source.ts";
import type { FunctionCall } from "./function-definition.ts";

const counterTypes: ReadonlySet<string> = new Set(["counter", "histogram"]);

/** Says that a rate may have been taken of what is no counter, judged by its type label or by its name. */
export function informOfNonCounter(labels: Labels, result: StepSeries, call: FunctionCall): void {
  const name = labelValue(labels, "__name__");
  const { annotations, options } = call.evaluation;
  if (name === "" || !hasNumber(result)) return;
  const position = call.node.arguments[0]?.position ?? call.node.position;
  const shown = quoted(name);
  if (options.hasTypeLabels) {
    const type = labelValue(labels, "__type__");
    if (counterTypes.has(type)) return;
    const problem = 'metric might not be a counter, __type__ label is not set to "counter" or "histogram"';
    inform(annotations, `${problem}, got ${quoted(type)}: ${shown}`, position);
  } else if (!/_(?:total|sum|count|bucket)$/.test(name)) {
    const problem = "metric might not be a counter, name does not end in _total/_sum/_count/_bucket";
    inform(annotations, `${problem}: ${shown}`, position);
  }
}

function hasNumber({ present, histograms }: StepSeries): boolean {
  if (histograms === undefined) return present.includes(1);
  return present.some((one, step) => one === 1 && histograms[step] === undefined);
}
