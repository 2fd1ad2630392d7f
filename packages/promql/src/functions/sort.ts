import { warn } from "../evaluate/annotations.ts";
import {
  emptyVector,
  hasAnyStep,
  numbersOf,
  type StepSeries,
  type StepValue,
} from "../evaluate/step-value.ts";
import { compareLabels, labelValue } from "../label-set.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

type Order = (left: StepSeries, right: StepSeries) => number;

const byLabelSignature = { optionalArguments: 1, repeatsLastArgument: true };

export const sortFunctions: readonly FunctionDefinition[] = [
  defineFunction("sort", ["vector"], {
    kind: "whole",
    apply: (call) => sorted(call, byValue(1), withoutHistograms),
  }),
  defineFunction("sort_desc", ["vector"], {
    kind: "whole",
    apply: (call) => sorted(call, byValue(-1), withoutHistograms),
  }),
  defineFunction(
    "sort_by_label",
    ["vector", "string"],
    { kind: "whole", apply: (call) => sorted(call, byLabels(call, 1)) },
    byLabelSignature,
  ),
  defineFunction(
    "sort_by_label_desc",
    ["vector", "string"],
    { kind: "whole", apply: (call) => sorted(call, byLabels(call, -1)) },
    byLabelSignature,
  ),
];

function sorted(
  call: FunctionCall,
  order: Order,
  keep: (series: readonly StepSeries[]) => readonly StepSeries[] = (series) => series,
): StepValue {
  const [vector] = call.values;
  if (vector?.type !== "vector") return emptyVector;
  const series = keep(vector.series);
  if (call.evaluation.queryStepMillis > 0) {
    const text = "sort is ineffective for range queries since results are always ordered by labels";
    warn(call.evaluation.annotations, text, call.node.position);
    return { type: "vector", series };
  }
  return { type: "vector", series: [...series].sort(order) };
}

/** Histograms have no order by value. */
function withoutHistograms(series: readonly StepSeries[]): readonly StepSeries[] {
  return series.map(numbersOf).filter(hasAnyStep);
}

/** NaN goes last in either direction. */
function byValue(direction: 1 | -1): Order {
  return (left, right) => {
    const first = left.values[0] ?? 0;
    const second = right.values[0] ?? 0;
    if (Number.isNaN(first)) return Number.isNaN(second) ? 0 : 1;
    if (Number.isNaN(second)) return -1;
    return direction * (first < second ? -1 : first > second ? 1 : 0);
  };
}

function byLabels(call: FunctionCall, direction: 1 | -1): Order {
  const names = call.values.slice(1).map((value) => (value.type === "string" ? value.value : ""));
  return (left, right) => {
    for (const name of names) {
      const difference = compareNaturally(labelValue(left.labels, name), labelValue(right.labels, name));
      if (difference !== 0) return direction * difference;
    }
    return direction * compareLabels(left.labels, right.labels);
  };
}

/** Runs of digits compare as numbers: "cpu9" before "cpu10". */
function compareNaturally(left: string, right: string): number {
  const leftParts = left.match(/\d+|\D+/g) ?? [];
  const rightParts = right.match(/\d+|\D+/g) ?? [];
  for (const [index, part] of leftParts.entries()) {
    const other = rightParts[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    const bothNumbers = /^\d/.test(part) && /^\d/.test(other);
    const difference = bothNumbers ? Number(part) - Number(other) : 0;
    if (difference !== 0) return difference;
    return part < other ? -1 : 1;
  }
  return leftParts.length - rightParts.length;
}
