import { type InstantSample, type Labels, labelsKey, setLabel } from "@voiceassist/promql";
import type { RecordingRule } from "./rule.ts";

export type Recorded =
  | { readonly ok: true; readonly samples: readonly InstantSample[] }
  /** Worded as in Prometheus. */
  | { readonly ok: false; readonly error: string };

/** What a recording rule makes of its expression's result: the samples under its own name and labels. */
export function record(rule: RecordingRule, result: readonly InstantSample[], limit: number): Recorded {
  const samples = result.map((sample) => ({ ...sample, labels: recordedLabels(sample.labels, rule) }));
  if (new Set(samples.map(({ labels }) => labelsKey(labels))).size < samples.length) {
    return {
      ok: false,
      error: "vector contains metrics with the same labelset after applying rule labels",
    };
  }
  return limit > 0 && samples.length > limit
    ? { ok: false, error: `exceeded limit of ${limit} with ${samples.length} series` }
    : { ok: true, samples };
}

function recordedLabels(given: Labels, rule: RecordingRule): Labels {
  let labels = setLabel(given, "__name__", rule.record);
  for (const [name, value] of Object.entries(rule.labels)) labels = setLabel(labels, name, value);
  return labels;
}
