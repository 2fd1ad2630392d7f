import type { PbfWriter } from "pbf";
import type { LogRecord } from "./log-record.ts";
import {
  protobufOf,
  writeAnyValue,
  writeAttributes,
  writeHex,
  writeNanoseconds,
  writeRequest,
  writeString,
} from "./otlp-writer.ts";

/** An `ExportLogsServiceRequest` in protobuf. Two of them, one after the other, are the request with both's records. */
export function encodeLogs(records: readonly LogRecord[]): Uint8Array {
  return protobufOf(records, (given, writer) => writeRequest(given, writer, writeLogRecord));
}

function writeLogRecord(record: LogRecord, writer: PbfWriter): void {
  writeNanoseconds(writer, 1, record.timeUnixNano);
  if (record.severityNumber !== 0) writer.writeVarintField(2, record.severityNumber);
  writeString(writer, 3, record.severityText);
  writer.writeMessage(5, writeAnyValue, record.body);
  writeAttributes(writer, 6, record.attributes);
  writeHex(writer, 9, record.traceId);
  writeHex(writer, 10, record.spanId);
  writeNanoseconds(writer, 11, record.observedUnixNano);
  writeString(writer, 12, record.eventName);
}
