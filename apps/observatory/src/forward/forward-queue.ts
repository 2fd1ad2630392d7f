import { backoffMillis } from "./backoff.ts";
import type { PostOutcome } from "./post-otlp.ts";

/** Encoded requests that wait, of one signal. */
export const maxQueueSizeBytes: number = 32 * 1_024 * 1_024;
/** Requests that wait are sent as one, up to this size: well below what Loki, Prometheus and Jaeger take. */
const maxBatchSizeBytes = 1_024 * 1_024;
/** A backend that is back after longer misses what is older; Loki and Prometheus would refuse much of it. */
export const maxAgeMillis: number = 10 * 60_000;

export type DropReason = "queue_full" | "refused" | "expired" | "shutdown";

export interface ForwardCounts {
  forwarded(records: number): void;
  dropped(records: number, reason: DropReason): void;
  retried(): void;
}

/** An OTLP export request in protobuf. One after the other, two of them are one request. */
interface EncodedRequest {
  readonly body: Uint8Array;
  readonly records: number;
}

interface Queued extends EncodedRequest {
  readonly addedMillis: number;
}

export interface ForwardQueue {
  add(request: EncodedRequest): void;
  sizeBytes(): number;
  /** Tries what is queued until `flushMillis` are over; the rest is dropped. */
  close(flushMillis: number): Promise<void>;
}

/** Sends in order, one batch at a time, each until it is accepted, refused or too old. */
export function createForwardQueue(
  post: (body: Uint8Array<ArrayBuffer>) => Promise<PostOutcome>,
  counts: ForwardCounts,
  nowMillis: () => number,
): ForwardQueue {
  const queue: Queued[] = [];
  let sizeBytes = 0;
  let sending: Promise<void> | undefined;
  let closing = false;
  let wake: () => void = () => {};

  function add(request: EncodedRequest): void {
    if (closing || sizeBytes + request.body.length > maxQueueSizeBytes) {
      counts.dropped(request.records, "queue_full");
      return;
    }
    queue.push({ ...request, addedMillis: nowMillis() });
    sizeBytes += request.body.length;
    sending ??= send().finally(() => {
      sending = undefined;
    });
  }

  async function send(): Promise<void> {
    let attempts = 0;
    for (;;) {
      dropExpired();
      const batch = nextBatch();
      if (batch.length === 0) return;
      const outcome = await post(Buffer.concat(batch.map(({ body }) => body)));
      const records = batch.reduce((sum, request) => sum + request.records, 0);
      if (outcome.kind === "retry") {
        counts.retried();
        attempts += 1;
        await sleep(outcome.afterMillis ?? backoffMillis(attempts, Math.random()));
        continue;
      }
      attempts = 0;
      const refused = outcome.kind === "accepted" ? Math.min(outcome.rejectedRecords, records) : records;
      if (records > refused) counts.forwarded(records - refused);
      if (refused > 0) counts.dropped(refused, "refused");
      remove(batch.length);
    }
  }

  /** The oldest requests, as many as fit; one that is larger goes alone. */
  function nextBatch(): readonly Queued[] {
    let total = 0;
    const end = queue.findIndex(({ body }) => {
      total += body.length;
      return total > maxBatchSizeBytes;
    });
    return queue.slice(0, end === -1 ? queue.length : Math.max(end, 1));
  }

  function dropExpired(): void {
    const oldestMillis = nowMillis() - maxAgeMillis;
    const fresh = queue.findIndex(({ addedMillis }) => addedMillis >= oldestMillis);
    const expired = remove(fresh === -1 ? queue.length : fresh);
    if (expired > 0) counts.dropped(expired, "expired");
  }

  /** Takes requests off the front; how many records they held. */
  function remove(requests: number): number {
    let records = 0;
    for (const request of queue.splice(0, requests)) {
      sizeBytes -= request.body.length;
      records += request.records;
    }
    return records;
  }

  function sleep(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    add,
    sizeBytes: () => sizeBytes,
    async close(flushMillis) {
      closing = true;
      wake();
      const timeout = new Promise<void>((resolve) => setTimeout(resolve, flushMillis).unref());
      await Promise.race([sending, timeout]);
      const records = remove(queue.length);
      if (records > 0) counts.dropped(records, "shutdown");
      wake();
    },
  };
}
