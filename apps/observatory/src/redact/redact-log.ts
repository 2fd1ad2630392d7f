import type { LogRecord, LogStream } from "@voiceassist/wire";
import type { FieldRedactor } from "./field-redactor.ts";
import { redactLine } from "./log-line.ts";
import { redactResource, redactScope } from "./redact-span.ts";
import { markRedacted, type Redacted } from "./redacted.ts";

/** Before the record becomes a stream: making label names legal would disguise identifiers in attribute keys. */
export function redactLogRecord(record: LogRecord, redactor: FieldRedactor): Redacted<LogRecord> {
  return markRedacted({
    ...record,
    resource: redactResource(record.resource, redactor),
    scope: redactScope(record.scope, redactor),
    severityText: redactor.text(record.severityText),
    eventName: redactor.text(record.eventName),
    body: typeof record.body === "string" ? redactLine(record.body, redactor) : redactor.value(record.body),
    attributes: redactor.attributes(record.attributes),
  });
}

export function redactStream(stream: LogStream, redactor: FieldRedactor): LogStream {
  return {
    labels: redactor.labels(stream.labels),
    entries: stream.entries.map((entry) => ({
      ...entry,
      line: redactLine(entry.line, redactor),
      metadata: redactor.labels(entry.metadata),
    })),
  };
}
