import type {
  Counter,
  Exemplar,
  Gauge,
  Histogram,
  HistogramDefinition,
  MetricDefinition,
  Metrics,
} from "../metrics.ts";
import { TelemetryError } from "../telemetry-error.ts";
import { type ExpositionFormat, prometheusText, renderExposition } from "./exposition.ts";
import type { MetricFamily } from "./metric-family.ts";
import { SlotHistogram } from "./slot-histogram.ts";
import { SlotScalar } from "./slot-scalar.ts";
import { SlotTable } from "./slot-table.ts";

type RedactLabel = (label: string, value: string) => unknown;

export interface MetricRegistry {
  /** Metrics whose label values pass `redact`. */
  metrics(redact: RedactLabel): Metrics;
  /** Called before each exposition, to set what is only read then. */
  readonly beforeExposition: (collect: () => void) => void;
  exposition(format: ExpositionFormat): string;
}

/** Everything that one service measures. `activeExemplar` names the trace in which a value is observed. */
export function createMetricRegistry(
  activeExemplar: () => Exemplar | undefined = () => undefined,
): MetricRegistry {
  const families = new Map<string, { readonly shape: string; readonly family: MetricFamily }>();
  const collectors: (() => void)[] = [];

  const define = <Family extends MetricFamily>(
    definition: MetricDefinition<string>,
    type: string,
    make: () => Family,
  ): Family => {
    const shape = JSON.stringify([type, definition]);
    const known = families.get(definition.name);
    if (known === undefined) {
      const family = make();
      families.set(definition.name, { shape, family });
      return family;
    }
    if (known.shape === shape) return known.family as Family;
    throw new TelemetryError(
      "TELEMETRY_METRIC_REDEFINED",
      `The metric ${definition.name} is defined already, with another type, help, labels or buckets.`,
    );
  };

  const overflows = define(overflowDefinition, "counter", () => {
    const table = new SlotTable({ labels: overflowDefinition.labels, redact: asItIs, onOverflow: () => {} });
    return new SlotScalar("counter", overflowDefinition, table);
  });

  const exposition = (format: ExpositionFormat): string => {
    for (const collect of collectors) collect();
    return renderExposition(
      [...families.values()].map(({ family }) => family),
      format,
    );
  };

  const metrics = (redact: RedactLabel): Metrics => {
    const tableOf = ({ name, labels }: MetricDefinition<string>): SlotTable => {
      const table = new SlotTable({ labels, redact, onOverflow: () => overflows.add({ metric: name }) });
      // A metric without labels is shown from its definition on.
      if (labels.length === 0) table.slotOf({});
      return table;
    };
    return {
      counter: <Name extends string>(definition: MetricDefinition<Name>): Counter<Name> =>
        define(definition, "counter", () => new SlotScalar<Name>("counter", definition, tableOf(definition))),
      gauge: <Name extends string>(definition: MetricDefinition<Name>): Gauge<Name> =>
        define(definition, "gauge", () => new SlotScalar<Name>("gauge", definition, tableOf(definition))),
      histogram: <Name extends string>(definition: HistogramDefinition<Name>): Histogram<Name> =>
        define(
          definition,
          "histogram",
          () => new SlotHistogram<Name>(definition, { table: tableOf(definition), activeExemplar }),
        ),
      exposition: async () => exposition(prometheusText),
    };
  };

  return { metrics, exposition, beforeExposition: (collect) => void collectors.push(collect) };
}

/** For label values that are constants of the library. */
export const asItIs: RedactLabel = (_label, value) => value;

const overflowDefinition = {
  name: "telemetry_label_overflow_total",
  help: "Label values replaced by _other because their metric had reached its bound.",
  labels: ["metric"],
} as const;
