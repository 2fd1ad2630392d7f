import { mergeSeries } from "../evaluate/merge-series.ts";
import { resolveInfoShift } from "../evaluate/resolve-shift.ts";
import {
  emptySteps,
  emptyVector,
  type GrowingSteps,
  hasAnyStep,
  type StepSeries,
  type StepValue,
  setResult,
} from "../evaluate/step-value.ts";
import { newestSamples } from "../evaluate/vector-selection.ts";
import { formatLabels } from "../format-labels.ts";
import { labelsKey, labelValue, setLabel } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import type { Labels } from "../series-source.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";
import { acceptsAll, type InfoSelection, infoSelection } from "./info-selection.ts";

export const infoFunction: FunctionDefinition = defineFunction(
  "info",
  ["vector", "vector"],
  { kind: "info", apply: withInfo },
  { optionalArguments: 1 },
);

/** The labels by which a series finds its info series. */
const identifyingLabels = ["instance", "job"] as const;

/** Adds to each series the labels of the info series that belong to it. */
function withInfo(call: FunctionCall): StepValue {
  const [vector] = call.values;
  if (vector?.type !== "vector") return emptyVector;
  const selection = infoSelection(call.node);
  const isInfo = ({ labels }: StepSeries): boolean =>
    acceptsAll(selection.nameMatchers, "__name__", labelValue(labels, "__name__"));
  const infos = infosByOwner(
    call,
    vector.series.filter((one) => !isInfo(one)),
  );
  const results: StepSeries[] = [];
  for (const one of vector.series) {
    if (isInfo(one)) results.push(one);
    else results.push(...enriched(call, one, selection, infos.get(ownerKey(one.labels)) ?? []));
  }
  return { type: "vector", series: mergeSeries(results, call.node.position) };
}

function ownerKey(labels: Labels): string {
  return JSON.stringify(identifyingLabels.map((name) => labelValue(labels, name)));
}

/** The info series at each step, by the series that they belong to: `values` hold the time of the sample. */
function infosByOwner(
  { evaluation, grid, node }: FunctionCall,
  owners: readonly StepSeries[],
): ReadonlyMap<string, readonly GrowingSteps[]> {
  const shift = resolveInfoShift(node, evaluation);
  const wanted = new Map(identifyingLabels.map((name) => [name, valuesOf(owners, name)] as const));
  const isAsked = [...wanted.values()].some((values) => values.size > 0);
  const infos = new Map<string, GrowingSteps[]>();
  for (const series of evaluation.selected.get(node) ?? []) {
    const isWanted = identifyingLabels.every((name) => {
      const values = wanted.get(name);
      return values === undefined || values.size === 0 || values.has(labelValue(series.labels, name));
    });
    if (!isAsked || !isWanted) continue;
    if (series.histograms?.some((histogram) => histogram !== undefined) === true) {
      const message = `this should be an info metric, with float samples: ${formatLabels(series.labels)}`;
      throw new QueryFailure("execution", message, node.position);
    }
    const steps = newestSamples(series, grid, shift, evaluation.options.lookbackMillis, "timestamp");
    if (steps === undefined) continue;
    const key = ownerKey(series.labels);
    infos.set(key, [...(infos.get(key) ?? []), steps]);
  }
  return infos;
}

function valuesOf(series: readonly StepSeries[], name: string): ReadonlySet<string> {
  return new Set(series.map(({ labels }) => labelValue(labels, name)).filter((value) => value !== ""));
}

/** One series a label set: which info series there are can change from step to step. */
function enriched(
  call: FunctionCall,
  one: StepSeries,
  { dataMatchers }: InfoSelection,
  infos: readonly GrowingSteps[],
): readonly StepSeries[] {
  const dataNames = new Set(dataMatchers.map(({ name }) => name));
  const needsInfo = !dataMatchers.every((matcher) => acceptsAll([matcher], matcher.name, ""));
  const results = new Map<string, GrowingSteps>();
  for (let step = 0; step < call.grid.stepCount; step++) {
    if (one.present[step] !== 1) continue;
    const newest = newestByName(call, infos, step);
    if (newest.length === 0 && needsInfo) continue;
    const labels = withLabelsOf(call, one.labels, newest, dataNames);
    const key = labelsKey(labels);
    const result = results.get(key) ?? emptySteps(labels, one.dropsName, call.grid.stepCount);
    results.set(key, result);
    setResult(result, step, one.histograms?.[step] ?? one.values[step] ?? 0);
  }
  return [...results.values()].filter(hasAnyStep);
}

/** Of info series of one name the one with the newest sample. */
function newestByName(call: FunctionCall, infos: readonly GrowingSteps[], step: number): readonly Labels[] {
  const newest = new Map<string, GrowingSteps>();
  for (const info of infos) {
    if (info.present[step] !== 1) continue;
    const name = labelValue(info.labels, "__name__");
    const known = newest.get(name);
    const time = info.values[step] ?? 0;
    const knownTime = known?.values[step] ?? Number.NEGATIVE_INFINITY;
    if (known !== undefined && knownTime === time) {
      const place = (labels: Labels): string => `${formatLabels(labels)} @ ${Math.round(time * 1000)}`;
      const message = `found duplicate series for info metric: existing ${place(known.labels)}, new ${place(info.labels)}`;
      throw new QueryFailure("execution", message, call.node.position);
    }
    if (time > knownTime) newest.set(name, info);
  }
  return [...newest.values()].map(({ labels }) => labels);
}

function withLabelsOf(
  call: FunctionCall,
  base: Labels,
  infos: readonly Labels[],
  dataNames: ReadonlySet<string>,
): Labels {
  const added = new Map<string, string>();
  for (const info of infos) {
    for (const [name, value] of Object.entries(info)) {
      if (name === "__name__" || (dataNames.size > 0 && !dataNames.has(name))) continue;
      const known = added.get(name);
      if (known !== undefined && known !== "" && known !== value) {
        throw new QueryFailure("execution", `conflicting label: ${name}`, call.node.position);
      }
      if (!Object.hasOwn(base, name)) added.set(name, value);
    }
  }
  let labels = base;
  for (const [name, value] of added) labels = setLabel(labels, name, value);
  return labels;
}
