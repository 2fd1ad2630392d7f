import { quoted } from "./quote.ts";
import type { Labels } from "./series-source.ts";

/** A label set as Prometheus prints it: `{__name__="up", job="api"}`, sorted by name, values quoted. */
export function formatLabels(labels: Labels): string {
  const pairs = Object.entries(labels)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${formatName(name)}=${quoted(value)}`);
  return `{${pairs.join(", ")}}`;
}

function formatName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : quoted(name);
}
