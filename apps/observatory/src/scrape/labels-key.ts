import type { Labels } from "@voiceassist/wire";

/** Equal for equal label sets, whatever the order of their labels, and only for those. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)));
}
