import type { Labels } from "./labels.ts";
import { setOwn } from "./own-entry.ts";
import type { LabelsResult } from "./remote-write.ts";

/** UTF-8 names are legal since Prometheus 3; what is refused could not be told apart or selected. */
export function checkedLabels(pairs: readonly (readonly [name: string, value: string])[]): LabelsResult {
  const labels: Record<string, string> = {};
  for (const [name, value] of pairs) {
    if (name === "") return { ok: false, reason: "a label without a name" };
    if (Object.hasOwn(labels, name)) return { ok: false, reason: "a label name that occurs twice" };
    // An empty label is an absent label.
    if (value !== "") setOwn(labels, name, value);
  }
  if ((labels.__name__ ?? "") === "") return { ok: false, reason: "a series without a metric name" };
  return { ok: true, labels };
}

/** Labels of an exemplar: what cannot be told apart is left out. */
export function exemplarLabels(pairs: readonly (readonly [name: string, value: string])[]): Labels {
  const labels: Record<string, string> = {};
  for (const [name, value] of pairs) if (name !== "" && value !== "") setOwn(labels, name, value);
  return labels;
}
