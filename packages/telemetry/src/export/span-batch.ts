import type { Attributes, SpanKind } from "@opentelemetry/api";

/**
 * Spans on their way to the export worker: numbers in one array that changes hands without being copied, and the texts
 * that the worker does not know yet. Everything in it has passed the redactor.
 *
 * A span is: trace id (4 words), span id (2), parent's span id (2, 0 for none), flags, template (-1 for none), name,
 * kind, start and end in epoch milliseconds, status, status message, scope, attributes, events, links. A text is its
 * number in the worker's dictionary, or `-1 - index` into the batch's own `texts`; `noText` for none. Lists begin with
 * their length. A value is its type, then a number, a text or a list.
 */
export interface SpanBatch {
  readonly spanCount: number;
  readonly cells: Float64Array<ArrayBuffer>;
  readonly cellCount: number;
  /** Appended to the worker's dictionary before the batch is read. */
  readonly dictionary: readonly string[];
  readonly texts: readonly string[];
  /** Appended to the worker's templates. */
  readonly templates: readonly ExportedTemplate[];
  /** Appended to the worker's scopes. */
  readonly scopes: readonly ExportedScope[];
}

export interface ExportedTemplate {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
}

export interface ExportedScope {
  readonly name: string;
  readonly version: string | undefined;
}

export const noText: number = Number.MIN_SAFE_INTEGER;

export const valueType = { text: 0, integer: 1, double: 2, boolean: 3, list: 4 } as const;

export const spanFlags = { remoteParent: 1 } as const;
