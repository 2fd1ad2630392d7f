import {
  encodeLogs,
  encodeMetrics,
  encodeTraces,
  type LogRecord,
  type OtlpMetric,
  type OtlpSignal,
  type Span,
} from "@voiceassist/wire";
import type { ObservatoryMetrics } from "../own/observatory-metrics.ts";
import type { Redacted } from "../redact/redacted.ts";
import { createForwardQueue, type ForwardQueue } from "./forward-queue.ts";
import { type ForwardTarget, postOtlp } from "./post-otlp.ts";

/** Where each signal goes besides the store, over OTLP/HTTP; absent: nowhere. */
export type ForwardTargets = Readonly<Record<OtlpSignal, ForwardTarget | undefined>>;

const dropReasons = ["queue_full", "refused", "expired", "shutdown", "failure"] as const;

/** Takes what was redacted and committed. Returns at once and never throws. */
export interface Forwarder {
  readonly traces: (spans: readonly Redacted<Span>[]) => void;
  readonly logs: (records: readonly Redacted<LogRecord>[]) => void;
  readonly metrics: (metrics: readonly Redacted<OtlpMetric>[]) => void;
  /** Sends what is queued once more, for at most `flushMillis`; counts the rest as dropped. */
  close(flushMillis: number): Promise<void>;
}

export function createForwarder(
  targets: ForwardTargets,
  metrics: Pick<ObservatoryMetrics, "forwarding">,
  onFailure: (error: unknown) => void,
): Forwarder {
  const queues: ForwardQueue[] = [];
  return {
    traces: to("traces", encodeTraces),
    logs: to("logs", encodeLogs),
    metrics: to("metrics", encodeMetrics),
    async close(flushMillis) {
      await Promise.all(queues.map((queue) => queue.close(flushMillis)));
    },
  };

  function to<T>(
    signal: OtlpSignal,
    encode: (records: readonly T[]) => Uint8Array,
  ): (records: readonly T[]) => void {
    const target = targets[signal];
    if (target === undefined) return () => {};
    const { forwarded, dropped, retries, queuedSizeBytes } = metrics.forwarding;
    forwarded.add({ signal }, 0);
    retries.add({ signal }, 0);
    for (const reason of dropReasons) dropped.add({ signal, reason }, 0);
    const queue = createForwardQueue(
      (body) => postOtlp(target, body),
      {
        forwarded: (records) => forwarded.add({ signal }, records),
        dropped: (records, reason) => dropped.add({ signal, reason }, records),
        retried: () => retries.add({ signal }, 1),
      },
      () => Date.now(),
    );
    queues.push(queue);
    queuedSizeBytes.set(signal, () => queue.sizeBytes());
    return (records) => {
      if (records.length === 0) return;
      try {
        queue.add({ body: encode(records), records: records.length });
      } catch (error) {
        // The sender has its answer already: what cannot be encoded is counted and told.
        dropped.add({ signal, reason: "failure" }, records.length);
        onFailure(error);
      }
    };
  }
}
