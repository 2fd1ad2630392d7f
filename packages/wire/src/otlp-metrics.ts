import type { DecodeResult } from "./decode-result.ts";
import type {
  ExponentialBuckets,
  ExponentialHistogramPoint,
  HistogramPoint,
  NumberPoint,
  OtlpExemplar,
  OtlpMetric,
  OtlpMetricData,
  SummaryPoint,
} from "./otlp-metric.ts";
import {
  metricsRequestMessage,
  type RawExemplar,
  type RawExponentialPoint,
  type RawHistogramPoint,
  type RawMetric,
  type RawNumber,
  type RawNumberPoint,
  type RawPoint,
  type RawSummaryPoint,
} from "./otlp-metric-messages.ts";
import { decodeRequest, type OtlpEncoding } from "./otlp-request.ts";
import { noResource, noScope } from "./otlp-resource.ts";
import { isSpanId, isTraceId } from "./trace-ids.ts";

/** Decodes an `ExportMetricsServiceRequest`. Metrics without data carry no points and are left out. */
export function decodeMetrics(
  bytes: Uint8Array,
  encoding: OtlpEncoding,
): DecodeResult<readonly OtlpMetric[]> {
  return decodeRequest(metricsRequestMessage, bytes, encoding, (request) => {
    const metrics: OtlpMetric[] = [];
    for (const { resource = noResource, scopeMetrics } of request.resourceMetrics) {
      for (const { scope = noScope, metrics: rawMetrics } of scopeMetrics) {
        for (const raw of rawMetrics) {
          const data = dataOf(raw);
          const { name, description, unit } = raw;
          if (data !== undefined) metrics.push({ resource, scope, name, description, unit, data });
        }
      }
    }
    return { ok: true, value: metrics, rejected: 0, message: "" };
  });
}

function dataOf(raw: RawMetric): OtlpMetricData | undefined {
  const { gauge, sum, histogram, exponentialHistogram, summary } = raw;
  if (gauge !== undefined) return { kind: "gauge", points: gauge.dataPoints.map(numberPoint) };
  if (sum !== undefined) {
    return {
      kind: "sum",
      temporality: sum.aggregationTemporality,
      monotonic: sum.isMonotonic,
      points: sum.dataPoints.map(numberPoint),
    };
  }
  if (histogram !== undefined) {
    return {
      kind: "histogram",
      temporality: histogram.aggregationTemporality,
      points: histogram.dataPoints.map(histogramPoint),
    };
  }
  if (exponentialHistogram !== undefined) {
    return {
      kind: "exponentialHistogram",
      temporality: exponentialHistogram.aggregationTemporality,
      points: exponentialHistogram.dataPoints.map(exponentialPoint),
    };
  }
  return summary && { kind: "summary", points: summary.dataPoints.map(summaryPoint) };
}

const noRecordedValueFlag = 1;

function pointOf(
  raw: RawPoint,
): Pick<NumberPoint, "attributes" | "startUnixNano" | "timeUnixNano" | "noRecordedValue"> {
  return {
    attributes: raw.attributes,
    startUnixNano: raw.startTimeUnixNano,
    timeUnixNano: raw.timeUnixNano,
    noRecordedValue: (raw.flags & noRecordedValueFlag) !== 0,
  };
}

function numberOf(raw: RawNumber): number {
  return raw.asDouble ?? Number(raw.asInt ?? 0);
}

function exemplarOf(raw: RawExemplar): OtlpExemplar {
  return {
    attributes: raw.filteredAttributes,
    timeUnixNano: raw.timeUnixNano,
    value: numberOf(raw),
    traceId: isTraceId(raw.traceId) ? raw.traceId : "",
    spanId: isSpanId(raw.spanId) ? raw.spanId : "",
  };
}

function numberPoint(raw: RawNumberPoint): NumberPoint {
  return { ...pointOf(raw), value: numberOf(raw), exemplars: raw.exemplars.map(exemplarOf) };
}

function histogramPoint(raw: RawHistogramPoint): HistogramPoint {
  return {
    ...pointOf(raw),
    count: raw.count,
    sum: raw.sum,
    bucketCounts: raw.bucketCounts,
    bounds: raw.explicitBounds,
    exemplars: raw.exemplars.map(exemplarOf),
  };
}

const noBuckets: ExponentialBuckets = { offset: 0, bucketCounts: [] };

function exponentialPoint(raw: RawExponentialPoint): ExponentialHistogramPoint {
  return {
    ...pointOf(raw),
    count: raw.count,
    sum: raw.sum,
    scale: raw.scale,
    zeroCount: raw.zeroCount,
    zeroThreshold: raw.zeroThreshold,
    positive: raw.positive ?? noBuckets,
    negative: raw.negative ?? noBuckets,
    exemplars: raw.exemplars.map(exemplarOf),
  };
}

function summaryPoint(raw: RawSummaryPoint): SummaryPoint {
  return { ...pointOf(raw), count: raw.count, sum: raw.sum, quantiles: raw.quantileValues };
}
