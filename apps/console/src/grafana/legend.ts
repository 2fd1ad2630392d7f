/** A series' name as Prometheus writes it: `up{instance="a", job="b"}`. */
function seriesName(labels: Readonly<Record<string, string>>): string {
  const { __name__: metric = "", ...others } = labels;
  const pairs = Object.entries(others)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 && metric !== "" ? metric : `${metric}{${pairs.join(", ")}}`;
}

/** Grafana's `legendFormat`: `{{label}}` is replaced; empty and `__auto` mean the series' own name. */
export function legendName(format: string, labels: Readonly<Record<string, string>>): string {
  if (format === "" || format === "__auto") return seriesName(labels);
  return format.replace(/\{\{\s*([\w.:-]+)\s*\}\}/g, (_, name: string) => labels[name] ?? "");
}
