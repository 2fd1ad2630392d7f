import { TraceFlags } from "@opentelemetry/api";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import type { ReadableSpan, SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Counter, Metrics } from "./metrics.ts";

const queuedSpansLimit = 8_192;
const batchSpansLimit = 256;
/** The SDK's own processor exports one batch at a time and loses spans silently behind a slow receiver. */
const exportsInFlightLimit = 2;
const scheduleDelayMillis = 1_000;
/** 0.5 + 1 + 2 + 4 + 8 + 8 + 8 s: a receiver that restarts within half a minute misses nothing. */
const attemptsLimit = 8;
const firstBackoffMillis = 500;
const longestBackoffMillis = 8_000;

const clientErrorStatus = 400;
const serverErrorStatus = 500;
const retryableClientErrors: ReadonlySet<number> = new Set([408, 429]);

/** Sends ended spans in batches: bounded, retried within bounds, and counted when lost. Holds timers until `shutdown`. */
export class SpanQueue implements SpanProcessor {
  private readonly exporter: SpanExporter;
  private readonly redact: (span: ReadableSpan) => ReadableSpan;
  private readonly exported: Counter<never>;
  private readonly dropped: Counter<"reason">;
  private readonly waking = new Set<() => void>();
  private readonly sending = new Set<Promise<void>>();
  private queue: ReadableSpan[] = [];
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(exporter: SpanExporter, redact: (span: ReadableSpan) => ReadableSpan, metrics: Metrics) {
    this.exporter = exporter;
    this.redact = redact;
    this.exported = metrics.counter({
      name: "telemetry_spans_exported_total",
      help: "Spans that the trace receiver acknowledged.",
      labels: [],
    });
    this.dropped = metrics.counter({
      name: "telemetry_spans_dropped_total",
      help: "Spans lost: the queue was full, or the trace receiver refused or did not answer.",
      labels: ["reason"],
    });
    this.exported.add({}, 0);
    for (const reason of ["queue_full", "export_failed"]) this.dropped.add({ reason }, 0);
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (this.stopping || (span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    if (this.queue.length >= queuedSpansLimit) {
      this.dropped.add({ reason: "queue_full" });
      return;
    }
    this.queue.push(span);
    if (this.queue.length >= batchSpansLimit) this.send();
    else this.schedule();
  }

  /** Resolves when everything queued was sent or lost. */
  async forceFlush(): Promise<void> {
    while (this.queue.length > 0 || this.sending.size > 0) {
      this.send();
      await Promise.race(this.sending);
    }
  }

  async shutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    for (const wake of this.waking) wake();
    await this.forceFlush();
    await this.exporter.shutdown();
  }

  /** Gives up what is still queued: the time for `shutdown` has run out. */
  abandon(): void {
    this.dropped.add({ reason: "export_failed" }, this.queue.length);
    this.queue = [];
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.send();
    }, scheduleDelayMillis);
    this.timer.unref();
  }

  private send(): void {
    while (this.queue.length > 0 && this.sending.size < exportsInFlightLimit) {
      const sent = this.sendBatch(this.queue.splice(0, batchSpansLimit)).finally(() => {
        this.sending.delete(sent);
        if (this.queue.length >= batchSpansLimit) this.send();
        else if (this.queue.length > 0) this.schedule();
      });
      this.sending.add(sent);
    }
  }

  private async sendBatch(spans: readonly ReadableSpan[]): Promise<void> {
    const redacted = spans.map(this.redact);
    for (let attempt = 1; attempt <= attemptsLimit; attempt += 1) {
      const result = await new Promise<ExportResult>((resolve) => this.exporter.export(redacted, resolve));
      if (result.code === ExportResultCode.SUCCESS) {
        this.exported.add({}, spans.length);
        return;
      }
      if (this.stopping || !isRetryable(result.error)) break;
      await this.backOff(Math.min(firstBackoffMillis * 2 ** (attempt - 1), longestBackoffMillis));
    }
    this.dropped.add({ reason: "export_failed" }, spans.length);
  }

  private backOff(delayMillis: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waking.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, delayMillis);
      timer.unref();
      this.waking.add(wake);
    });
  }
}

/** A receiver's refusal (4xx) stands; anything else may pass: OTLP specification, "Failures". */
function isRetryable(error: Error | undefined): boolean {
  if (error === undefined || !("code" in error) || typeof error.code !== "number") return true;
  const refused = error.code >= clientErrorStatus && error.code < serverErrorStatus;
  return !refused || retryableClientErrors.has(error.code);
}
