import { Worker } from "node:worker_threads";
import type { Counter, Gauge, Metrics } from "../metrics.ts";
import type { SpanRedactor } from "../traces/clean-values.ts";
import type { LeanSpan } from "../traces/lean-span.ts";
import { SpanBatchWriter } from "./span-batch-writer.ts";
import type { FromWorker, ToWorker, WorkerOptions } from "./worker-messages.ts";

/** Handed over at once: small, so that neither thread is busy with it for long. */
const batchSpansLimit = 256;
/** Spans handed to the worker that are neither exported nor lost yet, at most. */
const queuedSpansLimit = 16_384;
const handOverIntervalMillis = 100;
const spareBuffersLimit = 2;
const restartDelayMillis = 5_000;
const workerMemory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 4 } as const;

/**
 * Hands kept spans in batches to a worker thread, which encodes and sends them: the thread that answers requests only
 * writes numbers. Holds a thread and a timer until `shutdown`; neither keeps the process alive.
 */
export class SpanExporter {
  private readonly options: WorkerOptions;
  private readonly redactor: SpanRedactor;
  private readonly exported: Counter<never>;
  private readonly dropped: Counter<"reason">;
  private readonly queued: Gauge<never>;
  private readonly timer: NodeJS.Timeout;
  private readonly spareBuffers: Float64Array<ArrayBuffer>[] = [];
  private generation = 0;
  private writer: SpanBatchWriter;
  private worker: Worker | undefined;
  private restartTimer: NodeJS.Timeout | undefined;
  private outstandingSpans = 0;
  private stopping = false;
  private onDrained: (() => void) | undefined;

  constructor(options: WorkerOptions, redactor: SpanRedactor, metrics: Metrics) {
    this.options = options;
    this.redactor = redactor;
    this.exported = metrics.counter({
      name: "telemetry_spans_exported_total",
      help: "Spans that the trace receiver acknowledged.",
      labels: [],
    });
    this.dropped = metrics.counter({
      name: "telemetry_spans_dropped_total",
      help: "Spans lost: too many in one trace or in the queue, or the trace receiver refused or did not answer.",
      labels: ["reason"],
    });
    this.queued = metrics.gauge({
      name: "telemetry_spans_queued",
      help: "Spans handed to the export thread that are not settled yet.",
      labels: [],
    });
    for (const reason of ["queue_full", "export_failed", "refused"]) this.dropped.add({ reason }, 0);
    this.writer = new SpanBatchWriter(redactor, this.generation);
    this.startWorker();
    this.timer = setInterval(() => this.post(), handOverIntervalMillis);
    this.timer.unref();
  }

  write(span: LeanSpan): void {
    if (this.stopping || this.outstandingSpans + this.writer.spanCount >= queuedSpansLimit) {
      this.dropped.add({ reason: "queue_full" });
      return;
    }
    this.writer.write(span);
    if (this.writer.isFull(batchSpansLimit)) this.post();
  }

  /** Sends what is queued, for at most `timeoutMillis`; what is left is counted as dropped. */
  async shutdown(timeoutMillis: number): Promise<void> {
    clearInterval(this.timer);
    clearTimeout(this.restartTimer);
    this.post();
    this.stopping = true;
    let timer: NodeJS.Timeout | undefined;
    if (this.worker !== undefined) {
      const drained = new Promise<void>((resolve) => {
        this.onDrained = resolve;
      });
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeoutMillis);
      });
      this.tell({ kind: "drain" });
      await Promise.race([drained, timeout]);
      clearTimeout(timer);
    }
    this.settle({ exported: 0, failed: this.outstandingSpans, refused: 0 });
    await this.worker?.terminate();
  }

  private post(): void {
    if (this.writer.spanCount === 0 || this.worker === undefined) return;
    const batch = this.writer.take(this.spareBuffers.pop());
    this.outstandingSpans += batch.spanCount;
    this.queued.set({}, this.outstandingSpans);
    this.tell({ kind: "batch", batch });
  }

  private tell(message: ToWorker): void {
    this.worker?.postMessage(message, message.kind === "batch" ? [message.batch.cells.buffer] : []);
  }

  private startWorker(): void {
    const worker = openWorker(this.options);
    this.worker = worker;
    worker.unref();
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "settled") this.settle(message);
      else if (message.kind === "drained") this.onDrained?.();
      else if (this.spareBuffers.length < spareBuffersLimit) this.spareBuffers.push(message.cells);
    });
    // Out of memory or a defect: its spans are lost and counted, and a new thread knows none of the texts.
    worker.on("error", () => {});
    worker.on("exit", () => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.settle({ exported: 0, failed: this.outstandingSpans + this.writer.spanCount, refused: 0 });
      this.onDrained?.();
      if (this.stopping) return;
      this.generation += 1;
      this.writer = new SpanBatchWriter(this.redactor, this.generation);
      this.restartTimer = setTimeout(() => this.startWorker(), restartDelayMillis);
      this.restartTimer.unref();
    });
  }

  private settle({
    exported,
    failed,
    refused,
  }: Omit<Extract<FromWorker, { kind: "settled" }>, "kind">): void {
    this.outstandingSpans = Math.max(0, this.outstandingSpans - exported - failed - refused);
    this.queued.set({}, this.outstandingSpans);
    this.exported.add({}, exported);
    this.dropped.add({ reason: "export_failed" }, failed);
    this.dropped.add({ reason: "refused" }, refused);
  }
}

/** Node 20 starts no thread from TypeScript: run from source, the thread first loads what makes it readable. */
function openWorker(workerData: WorkerOptions): Worker {
  const runsFromSource = import.meta.url.endsWith(".ts");
  const options = { workerData, resourceLimits: workerMemory, stdout: true, stderr: true };
  if (!runsFromSource) return new Worker(new URL("./export-worker.js", import.meta.url), options);
  const file = JSON.stringify(new URL("./export-worker.ts", import.meta.url).href);
  return new Worker(`import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${file}); })`, {
    ...options,
    eval: true,
  });
}
