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

/** The order in which Prometheus lists series: by their sorted labels, each name before its value. */
export function compareLabels(left: Labels, right: Labels): number {
  return compareTexts(orderKey(left), orderKey(right));
}

export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function orderKey(labels: Labels): string {
  return Object.entries(labels).flat().join("\u0000");
}
