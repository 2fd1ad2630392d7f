import { readFileSync } from "node:fs";
import { repositoryRoot } from "../system/running-process.ts";

/** Names of the metrics that a scrape has, with their labels and the bounds of their buckets. */
export interface LiveMetrics {
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  readonly bounds: ReadonlyMap<string, ReadonlySet<string>>;
}

export function liveMetrics(expositions: readonly string[]): LiveMetrics {
  const labels = new Map<string, Set<string>>();
  const bounds = new Map<string, Set<string>>();
  const at = (map: Map<string, Set<string>>, name: string): Set<string> => {
    const known = map.get(name) ?? new Set<string>();
    map.set(name, known);
    return known;
  };
  const page = declaredLabels();
  for (const line of expositions.flatMap((text) => text.split("\n"))) {
    const [, family, type] = /^# TYPE (\S+) (\S+)/.exec(line) ?? [];
    if (family !== undefined) {
      const names =
        type === "histogram" ? ["_bucket", "_sum", "_count"].map((suffix) => family + suffix) : [family];
      // A counter without an event yet has no series to read labels from; the generated page has them.
      for (const name of names) for (const label of page.get(family) ?? []) at(labels, name).add(label);
      for (const name of names) at(labels, name);
    }
    const [, name, set = ""] = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? \S+/.exec(line) ?? [];
    if (name === undefined) continue;
    const seen = at(labels, name);
    for (const [, label = "", value = ""] of set.matchAll(/([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g)) {
      seen.add(label);
      if (label === "le") at(bounds, name).add(value);
    }
  }
  return { labels, bounds };
}

function declaredLabels(): ReadonlyMap<string, readonly string[]> {
  const page = readFileSync(`${repositoryRoot}/docs/generated/metrics.md`, "utf8");
  return new Map(
    [...page.matchAll(/^\| `(\w+)` \| \w+ \| ([^|]*)\|/gm)].map(([, name = "", labels = ""]) => [
      name,
      [...labels.matchAll(/`(\w+)`/g)].map(([, label = ""]) => label),
    ]),
  );
}
