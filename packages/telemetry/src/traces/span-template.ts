import type { Attributes, SpanKind } from "@opentelemetry/api";

/**
 * What all spans of one route or one statement have in common. It is redacted once, when it is made, and encoded once,
 * when the first of its spans is exported.
 */
export interface SpanTemplate {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  /** Its number in the export worker of this generation. */
  export: { readonly generation: number; readonly number: number } | undefined;
}
