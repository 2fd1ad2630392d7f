import { keepLabels, labelsKey, removeLabels } from "../label-set.ts";
import type { Labels } from "../series-source.ts";
import type { VectorMatching } from "../syntax/binary-expression.ts";

/** The labels by which a series finds its partners: those named by `on`, or all but the name and the ignored. */
export function matchLabels(labels: Labels, matching: VectorMatching): Labels {
  const names = new Set(matching.labels);
  return matching.on ? keepLabels(labels, names) : removeLabels(labels, names.add("__name__"));
}

export function signature(labels: Labels, matching: VectorMatching): string {
  return labelsKey(matchLabels(labels, matching));
}
