import { type BucketCounts, type FloatHistogram, spansOfIndexes } from "@voiceassist/histogram";
import { PbfWriter } from "pbf";
import { utf8Bytes } from "./utf8-bytes.ts";

/** What a server tells of series whose type it does not know: numbers are untyped, distributions histograms. */
export interface ToldFamily {
  readonly name: string;
  readonly type: "untyped" | "histogram" | "gaugehistogram";
  readonly metrics: readonly ToldMetric[];
}

export interface ToldMetric {
  /** In the order in which they are written. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly timestampMillis: number;
  readonly value: ToldValue;
}

export type ToldValue =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "native"; readonly histogram: FloatHistogram }
  | ToldClassicHistogram;

export interface ToldClassicHistogram {
  readonly kind: "classic";
  readonly count: number;
  readonly sum: number;
  /** Without the last, which is the count. */
  readonly buckets: readonly { readonly upperBound: number; readonly cumulativeCount: number }[];
}

const familyTypes: Readonly<Record<ToldFamily["type"], number>> = {
  untyped: 3,
  histogram: 4,
  gaugehistogram: 5,
};

/** `io.prometheus.client.MetricFamily` behind its length, with the counts of histograms as floats. */
export function encodeMetricFamily({ name, type, metrics }: ToldFamily): Uint8Array {
  const family = new PbfWriter();
  family.writeBytesField(1, utf8Bytes(name));
  family.writeVarintField(3, familyTypes[type]);
  for (const metric of metrics) family.writeMessage(4, writeMetric, metric);
  const body = family.finish();
  const delimited = new PbfWriter();
  delimited.writeBytes(body);
  return delimited.finish();
}

function writeMetric({ labels, timestampMillis, value }: ToldMetric, writer: PbfWriter): void {
  for (const label of labels) writer.writeMessage(1, writeLabel, label);
  if (value.kind === "number") writer.writeMessage(5, writeNumber, value.value);
  writer.writeVarintField(6, timestampMillis);
  if (value.kind === "native") writer.writeMessage(7, writeNative, value.histogram);
  if (value.kind === "classic") writer.writeMessage(7, writeClassic, value);
}

function writeLabel([name, value]: ToldMetric["labels"][number], writer: PbfWriter): void {
  writer.writeBytesField(1, utf8Bytes(name));
  writer.writeBytesField(2, utf8Bytes(value));
}

function writeNumber(value: number, writer: PbfWriter): void {
  writer.writeDoubleField(1, value);
}

function writeClassic({ count, sum, buckets }: ToldClassicHistogram, writer: PbfWriter): void {
  writer.writeDoubleField(2, sum);
  for (const bucket of buckets) writer.writeMessage(3, writeBucket, bucket);
  writer.writeDoubleField(4, count);
}

function writeBucket(
  { upperBound, cumulativeCount }: ToldClassicHistogram["buckets"][number],
  writer: PbfWriter,
): void {
  writer.writeDoubleField(2, upperBound);
  writer.writeDoubleField(4, cumulativeCount);
}

function writeNative(histogram: FloatHistogram, writer: PbfWriter): void {
  writer.writeDoubleField(2, histogram.sum);
  writer.writeDoubleField(4, histogram.count);
  writer.writeSVarintField(5, histogram.schema);
  writer.writeDoubleField(6, histogram.zeroThreshold);
  writer.writeDoubleField(8, histogram.zeroCount);
  writeBuckets(histogram.negative, 9, 11, writer);
  writeBuckets(histogram.positive, 12, 14, writer);
}

function writeBuckets(
  { indexes, counts }: BucketCounts,
  spanField: number,
  countField: number,
  writer: PbfWriter,
): void {
  for (const span of spansOfIndexes(indexes)) writer.writeMessage(spanField, writeSpan, span);
  for (const count of counts) writer.writeDoubleField(countField, count);
}

function writeSpan(
  { offset, length }: { readonly offset: number; readonly length: number },
  writer: PbfWriter,
): void {
  writer.writeSVarintField(1, offset);
  writer.writeVarintField(2, length);
}
