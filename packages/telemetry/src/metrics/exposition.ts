import type { MetricFamily, RecordedExemplar } from "./metric-family.ts";

const millisPerSecond = 1_000;

export interface ExpositionFormat {
  readonly contentType: string;
  /** Exemplars have a place in OpenMetrics alone. */
  readonly openMetrics: boolean;
}

export const prometheusText: ExpositionFormat = {
  contentType: "text/plain; version=0.0.4; charset=utf-8",
  openMetrics: false,
};
export const openMetricsText: ExpositionFormat = {
  contentType: "application/openmetrics-text; version=1.0.0; charset=utf-8",
  openMetrics: true,
};

/** OpenMetrics for who accepts it no less than plain text: Prometheus asks for both and prefers it. */
export function negotiateExposition(accept: string | undefined): ExpositionFormat {
  const weightOf = (type: string): number => {
    const range = accept?.split(",").find((part) => part.trim().startsWith(type));
    if (range === undefined) return 0;
    const quality = /;\s*q=([\d.]+)/.exec(range)?.[1];
    return quality === undefined ? 1 : Number(quality);
  };
  const openMetrics = weightOf("application/openmetrics-text");
  return openMetrics > 0 && openMetrics >= weightOf("text/plain") ? openMetricsText : prometheusText;
}

/** @see https://prometheus.io/docs/specs/om/open_metrics_spec/ */
export function renderExposition(
  families: Iterable<MetricFamily>,
  { openMetrics }: ExpositionFormat,
): string {
  let text = "";
  for (const family of families) {
    const { name, help, type } = family;
    // In OpenMetrics a counter's family is named without the ending of its sample.
    const familyName = openMetrics && type === "counter" ? name.replace(/_total$/, "") : name;
    text += `# HELP ${familyName} ${escapeHelp(help)}\n# TYPE ${familyName} ${type}\n`;
    for (const { suffix, labels, value, exemplar } of family.samples()) {
      const set = labels === "" ? "" : `{${labels}}`;
      const trailer = openMetrics && exemplar !== undefined ? showExemplar(exemplar) : "";
      text += `${name}${suffix}${set} ${showNumber(value)}${trailer}\n`;
    }
  }
  return openMetrics ? `${text}# EOF\n` : text;
}

function showExemplar({ traceId, spanId, value, timestampMillis }: RecordedExemplar): string {
  return ` # {trace_id="${traceId}",span_id="${spanId}"} ${showNumber(value)} ${timestampMillis / millisPerSecond}`;
}

function showNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  if (value === Number.NEGATIVE_INFINITY) return "-Inf";
  return String(value);
}

function escapeHelp(help: string): string {
  return help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}
