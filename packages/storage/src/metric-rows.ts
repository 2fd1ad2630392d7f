import type { FloatHistogram } from "@voiceassist/histogram";
import type { Exemplar, MetricMetadata } from "@voiceassist/wire";
import { decimalExponent, decimalMantissa, RAW_EXPONENT } from "./decimal.ts";
import type { Table } from "./group-commit.ts";
import { NEWLINE, type RowWriter, TAB } from "./row-writer.ts";
import type { SeriesEntry } from "./series-entry.ts";
import { floatField, mapField, textField } from "./tab-separated.ts";
import { milliField } from "./time.ts";

export const METRIC_SERIES: Table = {
  name: "voiceassist.metric_series",
  columns: ["day", "metric", "fingerprint", "labels", "histograms"],
};
export const METRIC_FLOATS: Table = {
  name: "voiceassist.metric_floats",
  columns: ["metric_id", "fingerprint", "ts", "mantissa", "exponent"],
};
export const METRIC_HISTOGRAMS: Table = {
  name: "voiceassist.metric_histograms",
  columns: [
    "metric_id",
    "fingerprint",
    "ts",
    "reset_hint",
    "schema",
    "zero_threshold",
    "zero_count",
    "count",
    "sum",
    "positive_indexes",
    "positive_counts",
    "negative_indexes",
    "negative_counts",
    "custom_bounds",
  ],
};
export const METRIC_EXEMPLARS: Table = {
  name: "voiceassist.metric_exemplars",
  columns: ["metric", "fingerprint", "ts", "value", "labels"],
};
export const METRIC_METADATA: Table = {
  name: "voiceassist.metric_metadata",
  columns: ["day", "family", "type", "help", "unit", "version"],
};

/** The order is that of the column `reset_hint`. */
export const RESET_HINTS: readonly FloatHistogram["counterResetHint"][] = [
  "unknown",
  "reset",
  "no-reset",
  "gauge",
];

export function seriesRow(day: string, { metric, fingerprint, labels, hasHistograms }: SeriesEntry): string {
  return `${day}\t${textField(metric)}\t${fingerprint}\t${mapField(labels)}\t${hasHistograms ? 1 : 0}\n`;
}

/** `bits` views `values`. */
export interface ValueColumn {
  readonly values: Float64Array;
  readonly bits: BigInt64Array;
}

export function writeFloat(
  rows: RowWriter,
  { identity }: SeriesEntry,
  timestampMillis: number,
  column: ValueColumn,
  index: number,
): void {
  rows.bytes(identity);
  rows.millis(timestampMillis);
  rows.byte(TAB);
  const value = column.values[index] ?? 0;
  const exponent = decimalExponent(value);
  if (exponent === RAW_EXPONENT) rows.text(String(column.bits[index]));
  else rows.integer(decimalMantissa(value, exponent));
  rows.byte(TAB);
  rows.integer(exponent);
  rows.byte(NEWLINE);
}

export function writeHistogram(
  rows: RowWriter,
  { identity }: SeriesEntry,
  timestampMillis: number,
  histogram: FloatHistogram,
): void {
  const { positive, negative, customBounds } = histogram;
  rows.bytes(identity);
  rows.millis(timestampMillis);
  const fields = [
    "",
    String(RESET_HINTS.indexOf(histogram.counterResetHint)),
    String(histogram.schema),
    floatField(histogram.zeroThreshold),
    floatField(histogram.zeroCount),
    floatField(histogram.count),
    floatField(histogram.sum),
    `[${positive.indexes.join(",")}]`,
    floatsField(positive.counts),
    `[${negative.indexes.join(",")}]`,
    floatsField(negative.counts),
    floatsField(customBounds),
  ];
  rows.text(`${fields.join("\t")}\n`);
}

function floatsField(numbers: Float64Array): string {
  return `[${Array.from(numbers, floatField).join(",")}]`;
}

export function exemplarRow({ metric, fingerprint }: SeriesEntry, exemplar: Exemplar): string {
  const { timestampMillis, value, labels } = exemplar;
  return `${textField(metric)}\t${fingerprint}\t${milliField(timestampMillis)}\t${floatField(value)}\t${mapField(labels)}\n`;
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
