import { mergeSeries } from "../evaluate/merge-series.ts";
import type { StepValue } from "../evaluate/step-value.ts";
import { labelValue, setLabel } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import { isLabelName } from "../quote.ts";
import { compileRegex } from "../regex.ts";
import { expandTemplate } from "../regex-template.ts";
import type { Labels } from "../series-source.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

export const relabelFunctions: readonly FunctionDefinition[] = [
  defineFunction("label_replace", ["vector", "string", "string", "string", "string"], {
    kind: "whole",
    apply: labelReplace,
  }),
  defineFunction(
    "label_join",
    ["vector", "string", "string", "string"],
    { kind: "whole", apply: labelJoin },
    { optionalArguments: 1, repeatsLastArgument: true },
  ),
];

function texts(call: FunctionCall): readonly string[] {
  return call.values.map((value) => (value.type === "string" ? value.value : "")).slice(1);
}

function labelReplace(call: FunctionCall): StepValue {
  const [target = "", replacement = "", source = "", pattern = ""] = texts(call);
  const compiled = compileRegex(pattern);
  if (!compiled.ok) fail(call, 4, `invalid regular expression in label_replace(): ${pattern}`);
  refuseLabelName(call, target, "label_replace");
  return relabelled(call, target, (labels) => {
    const groups = compiled.ok ? compiled.regex.groups(labelValue(labels, source)) : undefined;
    return groups === undefined ? undefined : expandTemplate(replacement, groups);
  });
}

function labelJoin(call: FunctionCall): StepValue {
  const [target = "", separator = "", ...sources] = texts(call);
  refuseLabelName(call, target, "label_join");
  for (const [index, source] of sources.entries()) {
    if (!isLabelName(source)) fail(call, index + 3, `invalid source label name in label_join(): ${source}`);
  }
  return relabelled(call, target, (labels) =>
    sources.map((source) => labelValue(labels, source)).join(separator),
  );
}

function relabelled(
  call: FunctionCall,
  target: string,
  valueFor: (labels: Labels) => string | undefined,
): StepValue {
  const [vector] = call.values;
  if (vector?.type !== "vector") return { type: "vector", series: [] };
  const series = vector.series.map((one) => {
    const value = valueFor(one.labels);
    if (value === undefined) return one;
    const labels = setLabel(one.labels, target, value);
    // A name that the query sets is a name to keep.
    return { ...one, labels, dropsName: one.dropsName && target !== "__name__" };
  });
  return { type: "vector", series: mergeSeries(series, call.node.position) };
}

function refuseLabelName(call: FunctionCall, name: string, functionName: string): void {
  if (!isLabelName(name)) fail(call, 1, `invalid destination label name in ${functionName}(): ${name}`);
}

function fail(call: FunctionCall, argument: number, message: string): never {
  throw new QueryFailure("execution", message, call.node.arguments[argument]?.position);
}
