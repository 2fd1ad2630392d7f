import { anyValue, attributes } from "./any-value.ts";
import type { Attributes, AttributeValue, Resource, Scope } from "./attributes.ts";
import type { DecodeResult } from "./decode-result.ts";
import type { LogRecord } from "./log-record.ts";
import { defineMessage } from "./message.ts";
import { one, oneMessage, repeatedMessage } from "./message-fields.ts";
import { decodeRequest, type OtlpEncoding } from "./otlp-request.ts";
import { noResource, noScope, resourceMessage, scopeMessage } from "./otlp-resource.ts";
import { enumeration, hexId, nanoseconds, string } from "./scalars.ts";
import { isSpanId, isTraceId } from "./trace-ids.ts";

interface RawLogRecord {
  readonly timeUnixNano: bigint;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AttributeValue;
  readonly attributes: Attributes;
  readonly traceId: string;
  readonly spanId: string;
  readonly observedTimeUnixNano: bigint;
  readonly eventName: string;
}

interface ScopeLogs {
  readonly scope: Scope | undefined;
  readonly logRecords: readonly RawLogRecord[];
}

interface ResourceLogs {
  readonly resource: Resource | undefined;
  readonly scopeLogs: readonly ScopeLogs[];
}

interface LogsRequest {
  readonly resourceLogs: readonly ResourceLogs[];
}

const severityNames = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"].flatMap((name) => [
  name,
  `${name}2`,
  `${name}3`,
  `${name}4`,
]);

const severityNumber = enumeration<number>(
  "SEVERITY_NUMBER_",
  ["UNSPECIFIED", ...severityNames],
  [0, ...severityNames.map((_, index) => index + 1)],
);

/** `opentelemetry.proto.logs.v1.LogRecord` */
const logRecordMessage = defineMessage<RawLogRecord>({
  timeUnixNano: one(1, nanoseconds),
  severityNumber: one(2, severityNumber),
  severityText: one(3, string),
  body: anyValue(5),
  attributes: attributes(6),
  traceId: one(9, hexId),
  spanId: one(10, hexId),
  observedTimeUnixNano: one(11, nanoseconds),
  eventName: one(12, string),
});

const scopeLogsMessage = defineMessage<ScopeLogs>({
  scope: oneMessage(1, scopeMessage),
  logRecords: repeatedMessage(2, logRecordMessage),
});

const resourceLogsMessage = defineMessage<ResourceLogs>({
  resource: oneMessage(1, resourceMessage),
  scopeLogs: repeatedMessage(2, scopeLogsMessage),
});

const logsRequestMessage = defineMessage<LogsRequest>({
  resourceLogs: repeatedMessage(1, resourceLogsMessage),
});

/** Decodes an `ExportLogsServiceRequest`. No record is rejected: invalid ids read as none, for the text is what counts. */
export function decodeLogs(bytes: Uint8Array, encoding: OtlpEncoding): DecodeResult<readonly LogRecord[]> {
  return decodeRequest(logsRequestMessage, bytes, encoding, (request) => {
    const records: LogRecord[] = [];
    for (const { resource = noResource, scopeLogs } of request.resourceLogs) {
      for (const { scope = noScope, logRecords } of scopeLogs) {
        for (const raw of logRecords) records.push(logRecordOf(raw, resource, scope));
      }
    }
    return { ok: true, value: records, rejected: 0, message: "" };
  });
}

function logRecordOf(raw: RawLogRecord, resource: Resource, scope: Scope): LogRecord {
  return {
    resource,
    scope,
    timeUnixNano: raw.timeUnixNano,
    observedUnixNano: raw.observedTimeUnixNano,
    severityNumber: raw.severityNumber,
    severityText: raw.severityText,
    eventName: raw.eventName,
    body: raw.body,
    attributes: raw.attributes,
    traceId: isTraceId(raw.traceId) ? raw.traceId : "",
    spanId: isSpanId(raw.spanId) ? raw.spanId : "",
  };
}
