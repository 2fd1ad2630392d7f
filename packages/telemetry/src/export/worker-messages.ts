import type { Attributes } from "@opentelemetry/api";
import type { SpanBatch } from "./span-batch.ts";

export interface WorkerOptions {
  /** Where traces go: an OTLP/HTTP address with its path, or `grpc://host:port`. */
  readonly url: string;
  /** Redacted. */
  readonly resource: Attributes;
}

export type ToWorker =
  | { readonly kind: "batch"; readonly batch: SpanBatch }
  /** Nothing follows: send what is queued, each batch once more, and say so. */
  | { readonly kind: "drain" };

export type FromWorker =
  | {
      readonly kind: "settled";
      readonly exported: number;
      readonly failed: number;
      readonly refused: number;
    }
  /** The cells of a batch that was encoded, to be filled again. */
  | { readonly kind: "cells"; readonly cells: Float64Array<ArrayBuffer> }
  | { readonly kind: "drained" };
