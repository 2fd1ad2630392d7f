import { StoreError } from "@voiceassist/storage";
import type { RejectionReason } from "../own/observatory-metrics.ts";

/** How a receiver answers when nothing was kept. Every status but 400 asks the sender to try again. */
export interface Refusal {
  readonly status: 400 | 429 | 503;
  /** gRPC status code (google.rpc.Code) for OTLP's error body. */
  readonly grpcCode: 3 | 8 | 14;
  readonly reason: RejectionReason;
  readonly message: string;
  readonly retryAfterSeconds: number;
}

const overloadedRetrySeconds = 1;
const failedRetrySeconds = 5;

export function storeRefusal(error: unknown): Refusal {
  const code = error instanceof StoreError ? error.code : undefined;
  switch (code) {
    case "STORE_OVERLOADED":
      return {
        status: 429,
        grpcCode: 8,
        reason: "overloaded",
        message: "the store's queue is full; nothing was kept, send it again later",
        retryAfterSeconds: overloadedRetrySeconds,
      };
    case "STORE_ROW_INVALID":
      return {
        status: 400,
        grpcCode: 3,
        reason: "malformed",
        message: "a timestamp is out of the range that can be kept; nothing was kept",
        retryAfterSeconds: 0,
      };
    case "STORE_DISK_FULL":
      return {
        status: 503,
        grpcCode: 14,
        reason: "store_failed",
        message: "the disk of the store is full; send it again later",
        retryAfterSeconds: failedRetrySeconds,
      };
    default:
      return {
        status: 503,
        grpcCode: 14,
        reason: "store_failed",
        message: "the store could not commit; send it again later",
        retryAfterSeconds: failedRetrySeconds,
      };
  }
}
