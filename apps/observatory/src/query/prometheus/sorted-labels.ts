import type { Labels } from "@voiceassist/promql";

/** The labels in the order of their names, in which Prometheus answers them. */
export function sortedLabels(labels: Labels): Labels {
  let last = "";
  for (const name of Object.keys(labels)) {
    if (name < last) return inOrder(labels);
    last = name;
  }
  return labels;
}

function inOrder(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)));
}
