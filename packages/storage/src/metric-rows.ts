import type { Exemplar, Labels, MetricMetadata, Sample } from "@voiceassist/wire";
import type { Table } from "./group-commit.ts";
import { floatField, mapField, textField } from "./tab-separated.ts";
import { milliField } from "./time.ts";

export const METRIC_SERIES: Table = {
  name: "voiceassist.metric_series",
  columns: ["day", "metric", "fingerprint", "labels"],
};
export const METRIC_SAMPLES: Table = {
  name: "voiceassist.metric_samples",
  columns: ["metric", "fingerprint", "ts", "version", "number", "stale"],
};
export const METRIC_EXEMPLARS: Table = {
  name: "voiceassist.metric_exemplars",
  columns: ["metric", "fingerprint", "ts", "value", "labels"],
};
export const METRIC_METADATA: Table = {
  name: "voiceassist.metric_metadata",
  columns: ["day", "family", "type", "help", "unit", "version"],
};

/** `identity` is the metric's name and fingerprint, as `seriesIdentity` writes them. */
export function seriesIdentity(labels: Labels, fingerprint: string): string {
  return `${textField(labels.__name__ ?? "")}\t${fingerprint}`;
}

export function seriesRow(day: string, identity: string, labels: Labels): string {
  return `${day}\t${identity}\t${mapField(labels)}\n`;
}

export function sampleRow(identity: string, sample: Sample, version: number): string {
  const value = sample.stale === true ? "0\t1" : `${floatField(sample.value)}\t0`;
  return `${identity}\t${milliField(sample.timestampMillis)}\t${version}\t${value}\n`;
}

export function exemplarRow(identity: string, exemplar: Exemplar): string {
  const { timestampMillis, value, labels } = exemplar;
  return `${identity}\t${milliField(timestampMillis)}\t${floatField(value)}\t${mapField(labels)}\n`;
}

export function metadataRow(day: string, family: string, metadata: MetricMetadata, version: number): string {
  const fields = [family, metadata.type, metadata.help, metadata.unit].map(textField);
  return `${day}\t${fields.join("\t")}\t${version}\n`;
}

const FAMILY_SUFFIX: Partial<Readonly<Record<MetricMetadata["type"], RegExp>>> = {
  histogram: /_(?:bucket|sum|count)$/,
  gaugehistogram: /_(?:bucket|gsum|gcount)$/,
  summary: /_(?:sum|count)$/,
};

/** The family that a series of this type belongs to: the name without the suffix that the type adds to it. */
export function familyName(metric: string, type: MetricMetadata["type"]): string {
  const suffix = FAMILY_SUFFIX[type];
  return suffix === undefined ? metric : metric.replace(suffix, "");
}
