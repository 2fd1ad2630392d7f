import type { FloatHistogram } from "@voiceassist/histogram";
import { attributeText } from "./attribute-text.ts";
import type { DeltaAddition } from "./delta-totals.ts";
import { nativeHistogramOf } from "./exponential-histogram.ts";
import type { Labels } from "./labels.ts";
import type {
  ExponentialHistogramPoint,
  HistogramPoint,
  NumberPoint,
  OtlpExemplar,
  OtlpMetric,
  SummaryPoint,
} from "./otlp-metric.ts";
import { prometheusMetricName, prometheusUnit } from "./prometheus-name.ts";
import { Rejections } from "./rejections.ts";
import type { Exemplar, MetricMetadata, MetricType, Sample, SeriesSamples } from "./series.ts";
import { pointLabels, type ResourceLabels, resourceLabels } from "./series-labels.ts";

/** Series, and what could not become series: for the partial success of an OTLP response. */
export interface MetricSeries {
  readonly series: readonly SeriesSamples[];
  /** Data points left out. */
  readonly rejected: number;
  readonly message: string;
}

/** Combined length of an exemplar's label names and values, by the OpenMetrics 1.0 specification. */
const exemplarLabelsMaxCharacters = 128;

const nanosPerMilli = 1_000_000n;

/**
 * Prometheus' translation of OTLP metrics: names escaped and suffixed, `job` and `instance` from the service's
 * attributes, the other resource attributes on `target_info`, exponential histograms as native ones. Delta temporality
 * becomes cumulative: `deltas` knows what came before.
 */
export function otlpMetricsToSeries(metrics: readonly OtlpMetric[], deltas: DeltaAddition): MetricSeries {
  const series: SeriesSamples[] = [];
  const rejections = new Rejections("data points");
  const targets = new Map<string, { readonly resource: ResourceLabels; timestampMillis: number }>();
  for (const metric of metrics) {
    const reason = unsupported(metric);
    if (reason !== undefined) {
      rejections.add(reason, metric.data.points.length);
      continue;
    }
    const resource = resourceLabels(metric.resource);
    const before = series.length;
    appendMetric(series, metric, resource.identity, rejections);
    if ("temporality" in metric.data && metric.data.temporality === "delta") {
      const totals = series.splice(before).flatMap((one) => totalOf(one, deltas, rejections));
      series.push(...totals);
    }
    for (const added of series.slice(before)) noteTarget(targets, resource, added);
  }
  for (const { resource, timestampMillis } of targets.values()) {
    const labels = { __name__: "target_info", ...resource.identity, ...resource.info };
    series.push({
      labels,
      samples: [{ timestampMillis, value: 1 }],
      exemplars: [],
      metadata: { type: "info", help: "Attributes of the resource that the metrics came from", unit: "" },
    });
  }
  return { series, ...rejections.summary() };
}

function unsupported({ name, data }: OtlpMetric): string | undefined {
  if (prometheusMetricName(name, "", "none") === "") return "a metric's name must hold a letter or a digit";
  if ("temporality" in data && data.temporality === "unspecified") {
    return "the temporality must be set; export cumulative or delta temporality";
  }
  return undefined;
}

/** A series of one point, in the place of what was added the total; none when its time is past. */
function totalOf(
  series: SeriesSamples,
  deltas: DeltaAddition,
  rejections: Rejections,
): readonly SeriesSamples[] {
  const { labels, samples, histograms = [] } = series;
  const [sample] = samples;
  const [native] = histograms;
  if (sample?.stale === true) return [series];
  if (sample !== undefined) {
    const value = deltas.add(labels, sample.timestampMillis, sample.value);
    if (value !== undefined) return [{ ...series, samples: [{ ...sample, value }] }];
  }
  if (native !== undefined) {
    const histogram = deltas.add(labels, native.timestampMillis, native.histogram);
    if (histogram !== undefined) return [{ ...series, histograms: [{ ...native, histogram }] }];
  }
  rejections.add("a delta is older than what was added before");
  return [];
}

/** `target_info` exists only for a target that says more than who it is, at its newest sample's time. */
function noteTarget(
  targets: Map<string, { readonly resource: ResourceLabels; timestampMillis: number }>,
  resource: ResourceLabels,
  { samples, histograms = [] }: SeriesSamples,
): void {
  if (Object.keys(resource.info).length === 0 || Object.keys(resource.identity).length === 0) return;
  const key = JSON.stringify([resource.identity, resource.info]);
  const timestampMillis = samples[0]?.timestampMillis ?? histograms[0]?.timestampMillis ?? 0;
  const known = targets.get(key);
  if (known === undefined) targets.set(key, { resource, timestampMillis });
  else known.timestampMillis = Math.max(known.timestampMillis, timestampMillis);
}

/** Where one metric's series go, with what they share. */
interface Sink {
  readonly name: string;
  readonly metadata: MetricMetadata;
  add(
    suffix: string,
    labels: Labels,
    point: Pick<NumberPoint, "timeUnixNano" | "noRecordedValue">,
    value: number,
    exemplars: readonly Exemplar[],
  ): void;
  addNative(labels: Labels, point: ExponentialHistogramPoint, histogram: FloatHistogram): void;
}

function appendMetric(
  series: SeriesSamples[],
  metric: OtlpMetric,
  identity: Labels,
  rejections: Rejections,
): void {
  const { data, unit } = metric;
  const type = metricType(data);
  const name = prometheusMetricName(
    metric.name,
    unit,
    type === "counter" ? "total" : type === "gauge" && unit === "1" ? "ratio" : "none",
  );
  const metadata: MetricMetadata = { type, help: metric.description, unit: prometheusUnit(unit) };
  const sink: Sink = {
    name,
    metadata,
    add: (suffix, labels, point, value, exemplars) => {
      const sample = sampleOf(point, value);
      series.push({ labels: { ...labels, __name__: name + suffix }, samples: [sample], exemplars, metadata });
    },
    addNative: (labels, point, histogram) => {
      const identified = { ...labels, __name__: name };
      const timestampMillis = Number(point.timeUnixNano / nanosPerMilli);
      const exemplars = point.exemplars.map(exemplarOf);
      if (point.noRecordedValue) {
        const samples = [{ timestampMillis, value: Number.NaN, stale: true }];
        series.push({ labels: identified, samples, exemplars, metadata });
        return;
      }
      const histograms = [{ timestampMillis, histogram }];
      series.push({ labels: identified, samples: [], histograms, exemplars, metadata });
    },
  };
  for (const point of data.points) {
    if (point.timeUnixNano === 0n) rejections.add("time_unix_nano must be set");
    else if ("value" in point) {
      const exemplars = type === "counter" ? point.exemplars.map(exemplarOf) : [];
      sink.add("", pointLabels(metric, identity, point.attributes), point, point.value, exemplars);
    } else if ("quantiles" in point) {
      appendSummary(sink, pointLabels(metric, identity, point.attributes), point);
    } else if ("bounds" in point) {
      if (point.bucketCounts.length > 0 && point.bucketCounts.length !== point.bounds.length + 1) {
        rejections.add("bucket_counts must hold one more element than explicit_bounds");
      } else appendHistogram(sink, pointLabels(metric, identity, point.attributes), point);
    } else {
      const histogram = nativeHistogramOf(point);
      if (histogram === undefined) rejections.add("the scale of an exponential histogram must be -4 or more");
      else sink.addNative(pointLabels(metric, identity, point.attributes), point, histogram);
    }
  }
}

function metricType(data: OtlpMetric["data"]): MetricType {
  if (data.kind === "sum") return data.monotonic ? "counter" : "gauge";
  return data.kind === "exponentialHistogram" ? "histogram" : data.kind;
}

/** OTLP buckets count their own range; Prometheus' count everything up to `le`. */
function appendHistogram(sink: Sink, labels: Labels, point: HistogramPoint): void {
  const exemplars = point.exemplars.map(exemplarOf);
  let cumulative = 0;
  let lower = Number.NEGATIVE_INFINITY;
  point.bounds.forEach((bound, index) => {
    cumulative += point.bucketCounts[index] ?? 0;
    const within = exemplars.filter(({ value }) => value > lower && value <= bound);
    sink.add("_bucket", { ...labels, le: String(bound) }, point, cumulative, within);
    lower = bound;
  });
  const beyond = exemplars.filter(({ value }) => value > lower || lower === Number.NEGATIVE_INFINITY);
  sink.add("_bucket", { ...labels, le: "+Inf" }, point, point.count, beyond);
  if (point.sum !== undefined) sink.add("_sum", labels, point, point.sum, []);
  sink.add("_count", labels, point, point.count, []);
}

function appendSummary(sink: Sink, labels: Labels, point: SummaryPoint): void {
  for (const { quantile, value } of point.quantiles) {
    sink.add("", { ...labels, quantile: String(quantile) }, point, value, []);
  }
  sink.add("_sum", labels, point, point.sum, []);
  sink.add("_count", labels, point, point.count, []);
}

function sampleOf(point: Pick<NumberPoint, "timeUnixNano" | "noRecordedValue">, value: number): Sample {
  const timestampMillis = Number(point.timeUnixNano / nanosPerMilli);
  return point.noRecordedValue
    ? { timestampMillis, value: Number.NaN, stale: true }
    : { timestampMillis, value };
}

function exemplarOf(exemplar: OtlpExemplar): Exemplar {
  const labels: Record<string, string> = {};
  if (exemplar.traceId !== "") labels.trace_id = exemplar.traceId;
  if (exemplar.spanId !== "") labels.span_id = exemplar.spanId;
  const entries = Object.entries(exemplar.attributes).map(
    ([name, value]) => [name, attributeText(value)] as const,
  );
  const withAttributes = { ...Object.fromEntries(entries), ...labels };
  return {
    labels: labelCharacters(withAttributes) <= exemplarLabelsMaxCharacters ? withAttributes : labels,
    value: exemplar.value,
    timestampMillis: Number(exemplar.timeUnixNano / nanosPerMilli),
  };
}

function labelCharacters(labels: Labels): number {
  return Object.entries(labels).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}
