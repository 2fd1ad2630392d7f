import type { Attributes, AttributeValue, Resource, Scope } from "./attributes.ts";

/** One OTLP log record with its resource and scope. */
export interface LogRecord {
  readonly resource: Resource;
  readonly scope: Scope;
  /** 0 when the source gave none; `observedUnixNano` then stands in. */
  readonly timeUnixNano: bigint;
  readonly observedUnixNano: bigint;
  /** 1-24 (OpenTelemetry severity numbers), 0 when unknown. */
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: AttributeValue;
  readonly attributes: Attributes;
  /** 32 lower-case hex digits, or empty. */
  readonly traceId: string;
  /** 16 lower-case hex digits, or empty. */
  readonly spanId: string;
}
