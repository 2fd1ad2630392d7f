import type { Redactor } from "@voiceassist/phi";
import * as prometheus from "prom-client";
import { createLabelGuard } from "./label-guard.ts";
import type {
  Counter,
  Gauge,
  Histogram,
  HistogramDefinition,
  LabelValues,
  MetricDefinition,
  Metrics,
} from "./metrics.ts";
import { TelemetryError } from "./telemetry-error.ts";

/** Metrics kept in the registry given, with every label value redacted and bounded. */
export function createMetrics(registry: prometheus.Registry, redactor: Redactor): Metrics {
  const overflows = new prometheus.Counter({
    name: "telemetry_label_overflow_total",
    help: "Label values replaced by _other because their metric had reached its bound.",
    labelNames: ["metric"],
    registers: [registry],
  });

  const defined = new Map<string, { readonly shape: string; readonly metric: unknown }>();
  /** The same definition a second time is the same metric; another one under the same name is a mistake. */
  const define = <Made>(definition: MetricDefinition<string>, type: string, make: () => Made): Made => {
    const shape = JSON.stringify([type, definition]);
    const known = defined.get(definition.name);
    if (known?.shape === shape) return known.metric as Made;
    if (known !== undefined || registry.getSingleMetric(definition.name) !== undefined) {
      throw new TelemetryError(
        "TELEMETRY_METRIC_REDEFINED",
        `The metric ${definition.name} is defined already, with another type, help, labels or buckets.`,
      );
    }
    const metric = make();
    defined.set(definition.name, { shape, metric });
    return metric;
  };

  const configure = <Name extends string>({
    name,
    help,
    labels,
  }: MetricDefinition<Name>): Pick<
    prometheus.GaugeConfiguration<Name>,
    "name" | "help" | "labelNames" | "registers"
  > => ({
    name,
    help,
    labelNames: labels,
    registers: [registry],
  });

  const guard = <Name extends string>(
    definition: MetricDefinition<Name>,
  ): ((labels: LabelValues<Name>) => LabelValues<Name>) =>
    createLabelGuard(definition.labels, redactor, () => overflows.inc({ metric: definition.name }));

  return {
    counter: <Name extends string>(definition: MetricDefinition<Name>): Counter<Name> =>
      define(definition, "counter", () => {
        const metric = new prometheus.Counter<Name>(configure(definition));
        const safe = guard(definition);
        return { add: (labels, amount = 1) => metric.inc(safe(labels), amount) };
      }),
    gauge: <Name extends string>(definition: MetricDefinition<Name>): Gauge<Name> =>
      define(definition, "gauge", () => {
        const metric = new prometheus.Gauge<Name>(configure(definition));
        const safe = guard(definition);
        return {
          set: (labels, value) => metric.set(safe(labels), value),
          add: (labels, amount) => metric.inc(safe(labels), amount),
        };
      }),
    histogram: <Name extends string>(definition: HistogramDefinition<Name>): Histogram<Name> =>
      define(definition, "histogram", () => {
        const metric = new prometheus.Histogram<Name>({
          ...configure(definition),
          buckets: [...definition.buckets],
        });
        const safe = guard(definition);
        return { observe: (labels, value) => metric.observe(safe(labels), value) };
      }),
    exposition: () => registry.metrics(),
  };
}
