import { DecodeFailure } from "./decode-failure.ts";
import {
  type ExpositionExemplar,
  ExpositionFailure,
  type ExpositionResult,
  type ExpositionSample,
  noExemplars,
} from "./exposition-sample.ts";
import { isNativeHistogram, nativeHistogram } from "./family-histogram.ts";
import { canonicalFloat } from "./float-text.ts";
import type { Labels } from "./labels.ts";
import {
  type MetricFamily,
  metricFamilyMessage,
  type RawFamilyExemplar,
  type RawFamilyMetric,
  type RawHistogram,
  type RawPair,
  type RawSummary,
} from "./metric-family-message.ts";
import { setOwn } from "./own-entry.ts";
import { ProtobufReader } from "./protobuf-reader.ts";
import type { MetricMetadata } from "./series.ts";

export interface ProtobufOptions {
  /** Whether native histograms are wanted; without, their classic buckets are read. */
  readonly nativeHistograms: boolean;
  /** Whether the classic buckets of a native histogram are read too. */
  readonly classicBesideNative: boolean;
}

/** Parses delimited `io.prometheus.client.MetricFamily` messages. The line of an error is the number of the family. */
export function parseExpositionProtobuf(bytes: Uint8Array, options: ProtobufOptions): ExpositionResult {
  const reader = new ProtobufReader(bytes);
  const samples: ExpositionSample[] = [];
  const metadata = new Map<string, MetricMetadata>();
  let line = 1;
  try {
    for (;;) {
      const family = reader.nextDelimited(metricFamilyMessage);
      if (family === undefined) break;
      if (family.name === "") throw new ExpositionFailure("a metric family without a name");
      metadata.set(family.name, { type: family.type, help: family.help, unit: family.unit });
      for (const metric of family.metric) addSamples(family, metric, options, samples);
      line++;
    }
  } catch (failure) {
    if (failure instanceof ExpositionFailure) return { ok: false, line, message: failure.message };
    if (!(failure instanceof DecodeFailure)) throw failure;
    const { what, where, expected } = failure.error;
    return { ok: false, line, message: `${what} at ${where}; expected ${expected}` };
  }
  return { ok: true, samples, metadata };
}

function addSamples(
  family: MetricFamily,
  metric: RawFamilyMetric,
  options: ProtobufOptions,
  samples: ExpositionSample[],
): void {
  // Zero stands for "none": proto3 does not tell them apart.
  const timestampMillis = Number(metric.timestampMs ?? 0) || undefined;
  const add = (
    suffix: string,
    extra: Labels,
    value: number,
    exemplars: readonly ExpositionExemplar[] = noExemplars,
  ): void => {
    const labels = labelsOf(metric.label, { ...extra, __name__: `${family.name}${suffix}` });
    samples.push({ labels, value, histogram: undefined, timestampMillis, exemplars });
  };
  switch (family.type) {
    case "counter":
      add("", {}, metric.counter?.value ?? 0, exemplarsOf([metric.counter?.exemplar]));
      break;
    case "summary":
      addSummary(metric.summary ?? noSummary, add);
      break;
    case "histogram":
    case "gaugehistogram": {
      const raw = metric.histogram;
      if (raw === undefined) throw new ExpositionFailure("a histogram family with a metric that has none");
      const isNative = options.nativeHistograms && isNativeHistogram(raw);
      if (isNative) {
        samples.push({
          labels: labelsOf(metric.label, { __name__: family.name }),
          value: 0,
          histogram: nativeHistogram(raw, family.type === "gaugehistogram"),
          timestampMillis,
          exemplars: nativeExemplars(raw),
        });
      }
      if (!isNative || (options.classicBesideNative && raw.bucket.length > 0)) addClassic(raw, add);
      break;
    }
    default:
      add("", {}, (metric.gauge ?? metric.untyped)?.value ?? 0);
  }
}

type Add = (suffix: string, extra: Labels, value: number, exemplars?: readonly ExpositionExemplar[]) => void;

const noSummary: RawSummary = { sampleCount: 0, sampleSum: 0, quantile: [] };

function addSummary(summary: RawSummary, add: Add): void {
  add("_count", {}, summary.sampleCount);
  add("_sum", {}, summary.sampleSum);
  for (const { quantile, value } of summary.quantile) {
    add("", { quantile: canonicalFloat(quantile) }, value);
  }
}

function addClassic(raw: RawHistogram, add: Add): void {
  const count = raw.sampleCountFloat > 0 ? raw.sampleCountFloat : raw.sampleCount;
  add("_count", {}, count);
  add("_sum", {}, raw.sampleSum);
  let isClosed = false;
  for (const { upperBound, cumulativeCount, cumulativeCountFloat, exemplar } of raw.bucket) {
    isClosed ||= upperBound === Number.POSITIVE_INFINITY;
    const value = cumulativeCountFloat > 0 ? cumulativeCountFloat : cumulativeCount;
    add("_bucket", { le: canonicalFloat(upperBound) }, value, exemplarsOf([exemplar]));
  }
  if (!isClosed) add("_bucket", { le: "+Inf" }, count);
}

/** Those without a time are left out, as Prometheus does: it could not tell a repeated one from a new one. */
function nativeExemplars(raw: RawHistogram): readonly ExpositionExemplar[] {
  const given = raw.exemplars.length > 0 ? raw.exemplars : raw.bucket.map(({ exemplar }) => exemplar);
  return exemplarsOf(given).filter(({ timestampMillis }) => timestampMillis !== undefined);
}

function exemplarsOf(given: readonly (RawFamilyExemplar | undefined)[]): readonly ExpositionExemplar[] {
  const exemplars = given.flatMap((exemplar) => {
    if (exemplar === undefined) return [];
    const { label, value, timestamp } = exemplar;
    const timestampMillis =
      timestamp === undefined
        ? undefined
        : Number(timestamp.seconds) * 1_000 + Math.floor(timestamp.nanos / 1_000_000);
    return [{ labels: labelsOf(label, {}), value, timestampMillis }];
  });
  return exemplars.length === 0 ? noExemplars : exemplars;
}

function labelsOf(pairs: readonly RawPair[], own: Labels): Labels {
  const labels: Record<string, string> = {};
  for (const { name, value } of pairs) {
    if (name === "" || Object.hasOwn(labels, name) || Object.hasOwn(own, name)) {
      throw new ExpositionFailure("a label name that is empty or twice; expected each once");
    }
    setOwn(labels, name, value);
  }
  return { ...labels, ...own };
}
