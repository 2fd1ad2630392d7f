import {
  type DecodeResult,
  decodeLogs,
  decodeMetrics,
  decodeTraces,
  describeDecodeError,
  type OtlpEncoding,
  type OtlpSignal,
  type PartialSuccess,
} from "@voiceassist/wire";
import type { Kept } from "../redact/redacted-store.ts";
import { ingest } from "./ingest.ts";
import type { ReceiverParts } from "./receiver-parts.ts";
import type { Refusal } from "./store-refusal.ts";

type OtlpOutcome =
  | { readonly kind: "kept"; readonly partial: PartialSuccess }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** What becomes of a request once it is bytes: the same over HTTP and over gRPC. */
export type OtlpIntake = Readonly<
  Record<OtlpSignal, (bytes: Uint8Array, encoding: OtlpEncoding) => Promise<OtlpOutcome>>
>;

/** Decode, redact, commit; then the outcome. */
export function createOtlpIntake({ doors, metrics, onFailure }: ReceiverParts): OtlpIntake {
  return {
    traces: intake("traces", decodeTraces, doors.otlp.spans),
    logs: intake("logs", decodeLogs, doors.otlp.logRecords),
    metrics: intake("metrics", decodeMetrics, doors.otlp.metrics),
  };

  function intake<T>(
    signal: OtlpSignal,
    decode: (bytes: Uint8Array, encoding: OtlpEncoding) => DecodeResult<T>,
    keep: (records: T) => Promise<Kept>,
  ): OtlpIntake[OtlpSignal] {
    return async (bytes, encoding) => {
      const decoded = decode(bytes, encoding);
      if (!decoded.ok) {
        metrics.requestsRejected.add({ boundary: "otlp", reason: "malformed" }, 1);
        return { kind: "refused", refusal: malformed(describeDecodeError(decoded.error)) };
      }
      const source = { boundary: "otlp", signal, sizeBytes: bytes.length } as const;
      const ingested = await ingest(metrics, onFailure, source, () => keep(decoded.value));
      if (ingested.kind === "refused") return ingested;
      const partial = {
        rejected: decoded.rejected + ingested.kept.rejected,
        message: [decoded.message, ingested.kept.message].filter((text) => text !== "").join("; "),
      };
      if (partial.rejected > 0) metrics.recordsRejected.add({ boundary: "otlp", signal }, partial.rejected);
      return { kind: "kept", partial };
    };
  }
}

function malformed(message: string): Refusal {
  return { status: 400, grpcCode: 3, reason: "malformed", message, retryAfterSeconds: 0 };
}
