import type { ObservatoryMetrics } from "../own/observatory-metrics.ts";
import type { Door, Signal } from "../redact/door.ts";
import { type Refusal, storeRefusal } from "./store-refusal.ts";

export type Ingested<Kept> =
  | { readonly kind: "kept"; readonly kept: Kept }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Decompressed bytes of all requests that are not yet committed; more are refused before they are redacted. */
const maxInFlightBytes = 128 * 1_024 * 1_024;

/** Runs `keep`, which ends when the rows are committed, within the bound on what is in flight, and measures it. */
export async function ingest<Kept>(
  metrics: ObservatoryMetrics,
  onFailure: (error: unknown) => void,
  source: { readonly boundary: Door; readonly signal: Signal; readonly sizeBytes: number },
  keep: () => Promise<Kept>,
): Promise<Ingested<Kept>> {
  const { boundary, signal, sizeBytes } = source;
  const { inFlight } = metrics;
  const startedMillis = performance.now();
  if (inFlight.sizeBytes + sizeBytes > maxInFlightBytes) {
    metrics.requestsRejected.add({ boundary, reason: "overloaded" }, 1);
    return { kind: "refused", refusal: overloaded };
  }
  inFlight.requests += 1;
  inFlight.sizeBytes += sizeBytes;
  try {
    return { kind: "kept", kept: await keep() };
  } catch (error) {
    const refusal = storeRefusal(error);
    metrics.requestsRejected.add({ boundary, reason: refusal.reason }, 1);
    if (refusal.reason === "store_failed") onFailure(error);
    return { kind: "refused", refusal };
  } finally {
    inFlight.requests -= 1;
    inFlight.sizeBytes -= sizeBytes;
    metrics.ingestSeconds.observe({ boundary, signal }, (performance.now() - startedMillis) / 1_000);
  }
}

const overloaded: Refusal = {
  status: 429,
  grpcCode: 8,
  reason: "overloaded",
  message: "too many bytes are waiting to be committed; nothing was kept, send it again later",
  retryAfterSeconds: 1,
};
