import type { OtlpTransport } from "./otlp-transport.ts";

/** OpenTelemetry's own processor exports one batch at a time and loses spans silently behind a slow receiver. */
export const exportsInFlightLimit = 2;
/** 0.5 + 1 + 2 + 4 + 8 + 8 + 8 s: a receiver that restarts within half a minute misses nothing. */
const attemptsLimit = 8;
const firstBackoffMillis = 500;
const longestBackoffMillis = 8_000;

export interface EncodedBatch {
  readonly body: Buffer;
  readonly spanCount: number;
  /** Gives the body's buffer back. */
  release(): void;
}

export interface Settlement {
  readonly exported: number;
  readonly failed: number;
  readonly refused: number;
}

/** Sends batches in their order, two at a time, each until it is accepted, refused or has failed too often. */
export class BatchSender {
  private readonly transport: OtlpTransport;
  private readonly onSettled: (settlement: Settlement) => void;
  private readonly queue: EncodedBatch[] = [];
  private readonly sending = new Set<Promise<void>>();
  private readonly waking = new Set<() => void>();
  private draining = false;

  constructor(transport: OtlpTransport, onSettled: (settlement: Settlement) => void) {
    this.transport = transport;
    this.onSettled = onSettled;
  }

  /** How many wait is bounded by who adds: every batch is reported as settled once. */
  add(batch: EncodedBatch): void {
    this.queue.push(batch);
    this.start();
  }

  /** Resolves when everything was settled; nothing is tried again from now on. */
  async drain(): Promise<void> {
    this.draining = true;
    for (const wake of this.waking) wake();
    while (this.sending.size > 0) await Promise.race(this.sending);
  }

  private start(): void {
    while (this.sending.size < exportsInFlightLimit) {
      const batch = this.queue.shift();
      if (batch === undefined) return;
      const sent = this.send(batch).then(() => {
        batch.release();
        this.sending.delete(sent);
        this.start();
      });
      this.sending.add(sent);
    }
  }

  private async send({ body, spanCount }: EncodedBatch): Promise<void> {
    for (let attempt = 1; attempt <= attemptsLimit; attempt += 1) {
      const outcome = await this.transport(body);
      if (outcome.kind === "accepted") {
        const refused = Math.min(outcome.rejectedSpans, spanCount);
        this.onSettled({ exported: spanCount - refused, failed: 0, refused });
        return;
      }
      if (outcome.kind === "refused") {
        this.onSettled({ exported: 0, failed: 0, refused: spanCount });
        return;
      }
      if (this.draining || attempt === attemptsLimit) break;
      const backoffMillis = Math.min(firstBackoffMillis * 2 ** (attempt - 1), longestBackoffMillis);
      await this.sleep(outcome.askedDelayMillis ?? backoffMillis);
    }
    this.onSettled({ exported: 0, failed: spanCount, refused: 0 });
  }

  private sleep(delayMillis: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waking.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, delayMillis);
      this.waking.add(wake);
    });
  }
}
