import type { OwnMetric } from "./own-metric.ts";

/** `io.prometheus.client.MetricFamily` in the JSON of protobuf. */
export interface OwnFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly metric: readonly FamilyMetric[];
}

/** Infinities and NaN are texts. */
type JsonDouble = number | string;

interface FamilyMetric {
  readonly label?: readonly { readonly name: string; readonly value: string }[];
  readonly counter?: { readonly value: JsonDouble };
  readonly gauge?: { readonly value: JsonDouble };
  readonly histogram?: Distribution & {
    readonly bucket: { readonly cumulativeCount: string; readonly upperBound: JsonDouble }[];
  };
  readonly summary?: Distribution & {
    readonly quantile: { readonly quantile: JsonDouble; readonly value: JsonDouble }[];
  };
}

/** Whole numbers of 64 bits are texts. */
interface Distribution {
  sampleCount: string;
  sampleSum: JsonDouble;
}

export function ownFamily(metric: OwnMetric): OwnFamily {
  const { name, help, type } = metric;
  const metrics =
    type === "histogram" || type === "summary"
      ? distributions(metric, type)
      : Array.from(metric.samples(), ({ labels, value }) => ({
          ...labelled(labels),
          [type]: { value: double(value) },
        }));
  return { name, help, type: type.toUpperCase(), metric: metrics };
}

interface Parts extends Distribution {
  readonly parts: (readonly [place: number, value: number])[];
}

function distributions(metric: OwnMetric, type: "histogram" | "summary"): readonly FamilyMetric[] {
  const found = new Map<string, Parts>();
  for (const { suffix, labels, value } of metric.samples()) {
    const [own = "", place] = labels.split(/,?(?:le|quantile)="([^"]*)"/u);
    const distribution = found.get(own) ?? { sampleCount: "0", sampleSum: 0, parts: [] };
    found.set(own, distribution);
    if (suffix === "_sum") distribution.sampleSum = double(value);
    else if (suffix === "_count") distribution.sampleCount = String(value);
    // The last bucket is the count.
    else if (place !== "+Inf") distribution.parts.push([Number(place), value]);
  }
  return [...found].map(([labels, { sampleCount, sampleSum, parts }]) => {
    const whole = { sampleCount, sampleSum };
    if (type === "summary") {
      const quantile = parts.map(([place, value]) => ({ quantile: place, value: double(value) }));
      return { ...labelled(labels), summary: { ...whole, quantile } };
    }
    const bucket = parts.map(([upperBound, value]) => ({ cumulativeCount: String(value), upperBound }));
    return { ...labelled(labels), histogram: { ...whole, bucket } };
  });
}

function labelled(labels: string): Pick<FamilyMetric, "label"> {
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/gu)];
  if (pairs.length === 0) return {};
  return { label: pairs.map(([, name = "", value = ""]) => ({ name, value: unescaped(value) })) };
}

function unescaped(value: string): string {
  return value.replace(/\\(.)/gu, (_, character: string) => (character === "n" ? "\n" : character));
}

function double(value: number): JsonDouble {
  return Number.isFinite(value) ? value : String(value);
}
