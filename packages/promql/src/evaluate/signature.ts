import { keepLabels, labelsKey, labelValue, removeLabels } from "../label-set.ts";
import type { Labels } from "../series-source.ts";
import type { VectorMatching } from "../syntax/binary-expression.ts";

/** The labels by which a series finds its partners: those named by `on`, or all but the name and the ignored. */
export function matchLabels(labels: Labels, matching: VectorMatching): Labels {
  const names = new Set(matching.labels);
  return matching.on ? keepLabels(labels, names) : removeLabels(labels, names.add("__name__"));
}

/** Equal for series that are partners. */
export function signature(labels: Labels, matching: VectorMatching): string {
  return matching.on ? valuesKey(labels, matching.labels) : labelsKey(matchLabels(labels, matching));
}

/** The values of the named labels; an absent label has the empty value. */
export function valuesKey(labels: Labels, names: readonly string[]): string {
  let key = "";
  for (const name of names) {
    const value = labelValue(labels, name);
    key += `${value.length}:${value}`;
  }
  return key;
}
