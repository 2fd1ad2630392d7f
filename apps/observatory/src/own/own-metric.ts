interface OwnSample {
  readonly suffix: string;
  /** Rendered pairs without braces, such as `signal="logs"`. */
  readonly labels: string;
  readonly value: number;
}

export interface OwnMetric {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram" | "summary";
  samples(): Iterable<OwnSample>;
}

export function labelText<Name extends string>(
  names: readonly Name[],
  labels: Readonly<Record<Name, string>>,
): string {
  return names.map((name) => `${name}="${escaped(labels[name])}"`).join(",");
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

/** Prometheus text exposition, version 0.0.4. */
export function exposition(metrics: readonly OwnMetric[]): string {
  const lines: string[] = [];
  for (const metric of metrics) {
    lines.push(`# HELP ${metric.name} ${metric.help}`, `# TYPE ${metric.name} ${metric.type}`);
    for (const { suffix, labels, value } of metric.samples()) {
      lines.push(`${metric.name}${suffix}${labels === "" ? "" : `{${labels}}`} ${value}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
