export type TagValue = string | number | boolean;

/** Tags in the order they came. */
export interface Tag {
  readonly key: string;
  readonly value: TagValue;
}

export interface SpanEvent {
  readonly timeMicros: number;
  readonly name: string;
  readonly attributes: readonly Tag[];
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
}

export type SpanCategory = "server" | "database" | "cache" | "client" | "messaging" | "internal";

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly service: string;
  /** Unix epoch, microseconds. */
  readonly startMicros: number;
  readonly durationMicros: number;
  readonly attributes: readonly Tag[];
  readonly resource: readonly Tag[];
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly category: SpanCategory;
  readonly kind: string;
  readonly failed: boolean;
  readonly statusMessage: string;
}

export interface Trace {
  readonly traceId: string;
  readonly spans: readonly Span[];
}
