/** A value of the OpenTelemetry data model (`AnyValue`). 64-bit integers outside the safe range arrive as `bigint`. */
export type AttributeValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };

/** Attributes in the order they arrived; a repeated key keeps its last value, as the OTLP specification asks of receivers. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface Resource {
  readonly attributes: Attributes;
}

/** Instrumentation scope: the library that produced the telemetry. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
}
