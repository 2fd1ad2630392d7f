import type { PbfWriter } from "pbf";
import type {
  ExponentialBuckets,
  ExponentialHistogramPoint,
  HistogramPoint,
  NumberPoint,
  OtlpExemplar,
  OtlpMetric,
  OtlpMetricData,
  SummaryPoint,
  Temporality,
} from "./otlp-metric.ts";
import {
  protobufOf,
  type WriteFields,
  wholeCount,
  writeAttributes,
  writeCount,
  writeCounts,
  writeHex,
  writeNanoseconds,
  writeRequest,
  writeString,
  writeVarint64,
} from "./otlp-writer.ts";

const temporalities: Readonly<Record<Temporality, number>> = { unspecified: 0, delta: 1, cumulative: 2 };
const noRecordedValueFlag = 1;

/** Of the data inside `Metric`. */
const dataField: Readonly<Record<OtlpMetricData["kind"], number>> = {
  gauge: 5,
  sum: 7,
  histogram: 9,
  exponentialHistogram: 10,
  summary: 11,
};

/** Where the fields that all points share stand in each message. */
interface PointFields {
  readonly attributes: number;
  readonly start: number;
  readonly time: number;
  readonly flags: number;
}

/**
 * An `ExportMetricsServiceRequest` in protobuf; values are doubles. Two of them, one after the other, are the request with
 * both's metrics.
 */
export function encodeMetrics(metrics: readonly OtlpMetric[]): Uint8Array {
  return protobufOf(metrics, (given, writer) => writeRequest(given, writer, writeMetric));
}

function writeMetric({ name, description, unit, data }: OtlpMetric, writer: PbfWriter): void {
  writeString(writer, 1, name);
  writeString(writer, 2, description);
  writeString(writer, 3, unit);
  writer.writeMessage(dataField[data.kind], writeData, data);
}

function writeData(data: OtlpMetricData, writer: PbfWriter): void {
  switch (data.kind) {
    case "gauge":
      writePoints(data.points, writer, writeNumberPoint);
      break;
    case "sum":
      writePoints(data.points, writer, writeNumberPoint);
      writeTemporality(data.temporality, writer);
      if (data.monotonic) writer.writeBooleanField(3, true);
      break;
    case "histogram":
      writePoints(data.points, writer, writeHistogramPoint);
      writeTemporality(data.temporality, writer);
      break;
    case "exponentialHistogram":
      writePoints(data.points, writer, writeExponentialPoint);
      writeTemporality(data.temporality, writer);
      break;
    case "summary":
      writePoints(data.points, writer, writeSummaryPoint);
  }
}

function writePoints<P>(points: readonly P[], writer: PbfWriter, write: WriteFields<P>): void {
  for (const point of points) writer.writeMessage(1, write, point);
}

function writeTemporality(temporality: Temporality, writer: PbfWriter): void {
  if (temporality !== "unspecified") writer.writeVarintField(2, temporalities[temporality]);
}

function writeShared(
  point: Pick<NumberPoint, "attributes" | "startUnixNano" | "timeUnixNano" | "noRecordedValue">,
  fields: PointFields,
  writer: PbfWriter,
): void {
  writeAttributes(writer, fields.attributes, point.attributes);
  writeNanoseconds(writer, fields.start, point.startUnixNano);
  writeNanoseconds(writer, fields.time, point.timeUnixNano);
  if (point.noRecordedValue) writer.writeVarintField(fields.flags, noRecordedValueFlag);
}

function writeNumberPoint(point: NumberPoint, writer: PbfWriter): void {
  writeShared(point, { attributes: 7, start: 2, time: 3, flags: 8 }, writer);
  writer.writeDoubleField(4, point.value);
  writeExemplars(point.exemplars, 5, writer);
}

function writeHistogramPoint(point: HistogramPoint, writer: PbfWriter): void {
  writeShared(point, { attributes: 9, start: 2, time: 3, flags: 10 }, writer);
  writeCount(writer, 4, point.count);
  if (point.sum !== undefined) writer.writeDoubleField(5, point.sum);
  writeCounts(writer, 6, point.bucketCounts);
  if (point.bounds.length > 0) writer.writePackedDouble(7, [...point.bounds]);
  writeExemplars(point.exemplars, 8, writer);
}

function writeExponentialPoint(point: ExponentialHistogramPoint, writer: PbfWriter): void {
  writeShared(point, { attributes: 1, start: 2, time: 3, flags: 10 }, writer);
  writeCount(writer, 4, point.count);
  if (point.sum !== undefined) writer.writeDoubleField(5, point.sum);
  writer.writeSVarintField(6, point.scale);
  writeCount(writer, 7, point.zeroCount);
  writer.writeMessage(8, writeBuckets, point.positive);
  writer.writeMessage(9, writeBuckets, point.negative);
  writeExemplars(point.exemplars, 11, writer);
  writer.writeDoubleField(14, point.zeroThreshold);
}

function writeBuckets({ offset, bucketCounts }: ExponentialBuckets, writer: PbfWriter): void {
  if (offset !== 0) writer.writeSVarintField(1, offset);
  if (bucketCounts.length > 0) writer.writeMessage(2, writePackedVarints, bucketCounts);
}

function writePackedVarints(counts: readonly number[], writer: PbfWriter): void {
  for (const count of counts) writeVarint64(writer, wholeCount(count));
}

function writeSummaryPoint(point: SummaryPoint, writer: PbfWriter): void {
  writeShared(point, { attributes: 7, start: 2, time: 3, flags: 8 }, writer);
  writeCount(writer, 4, point.count);
  writer.writeDoubleField(5, point.sum);
  for (const quantile of point.quantiles) writer.writeMessage(6, writeQuantile, quantile);
}

function writeQuantile({ quantile, value }: SummaryPoint["quantiles"][number], writer: PbfWriter): void {
  writer.writeDoubleField(1, quantile);
  writer.writeDoubleField(2, value);
}

function writeExemplars(exemplars: readonly OtlpExemplar[], field: number, writer: PbfWriter): void {
  for (const exemplar of exemplars) writer.writeMessage(field, writeExemplar, exemplar);
}

function writeExemplar(exemplar: OtlpExemplar, writer: PbfWriter): void {
  writeNanoseconds(writer, 2, exemplar.timeUnixNano);
  writer.writeDoubleField(3, exemplar.value);
  writeHex(writer, 4, exemplar.spanId);
  writeHex(writer, 5, exemplar.traceId);
  writeAttributes(writer, 7, exemplar.attributes);
}
