import type { OwnMetric } from "./own-metric.ts";

/** `io.prometheus.client.MetricFamily` in the JSON of protobuf: whole numbers of 64 bits are texts. */
export interface OwnFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly metric: readonly FamilyMetric[];
}

interface FamilyMetric {
  readonly label?: readonly { readonly name: string; readonly value: string }[];
  readonly counter?: { readonly value: number };
  readonly gauge?: { readonly value: number };
  readonly histogram?: FamilyHistogram;
}

interface FamilyHistogram {
  sampleCount: string;
  sampleSum: number;
  readonly bucket: { readonly cumulativeCount: string; readonly upperBound: number }[];
}

export function ownFamily(metric: OwnMetric): OwnFamily {
  const { name, help, type } = metric;
  const metrics = type === "histogram" ? distributions(metric) : plain(metric, type);
  return { name, help, type: type.toUpperCase(), metric: metrics };
}

function plain(metric: OwnMetric, type: "counter" | "gauge"): readonly FamilyMetric[] {
  return Array.from(metric.samples(), ({ labels, value }) => ({ ...labelled(labels), [type]: { value } }));
}

function distributions(metric: OwnMetric): readonly FamilyMetric[] {
  const found = new Map<string, FamilyHistogram>();
  for (const { suffix, labels, value } of metric.samples()) {
    const [own = "", bound] = labels.split(/,?le="([^"]*)"/u);
    const histogram = found.get(own) ?? { sampleCount: "0", sampleSum: 0, bucket: [] };
    found.set(own, histogram);
    if (suffix === "_sum") histogram.sampleSum = value;
    else if (suffix === "_count") histogram.sampleCount = String(value);
    // The last bucket is the count.
    else if (bound !== "+Inf") {
      histogram.bucket.push({ cumulativeCount: String(value), upperBound: Number(bound) });
    }
  }
  return [...found].map(([labels, histogram]) => ({ ...labelled(labels), histogram }));
}

function labelled(labels: string): Pick<FamilyMetric, "label"> {
  const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/gu)];
  if (pairs.length === 0) return {};
  return { label: pairs.map(([, name = "", value = ""]) => ({ name, value })) };
}
