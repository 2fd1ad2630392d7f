import { parentPort, workerData } from "node:worker_threads";
import { BatchSender, exportsInFlightLimit } from "./batch-sender.ts";
import { createHttpTransport, type OtlpTransport } from "./otlp-transport.ts";
import { SpanEncoder } from "./span-encoder.ts";
import type { FromWorker, ToWorker, WorkerOptions } from "./worker-messages.ts";

/** What completes a request; collectors take 4 MiB by gRPC. */
const requestSpans = 1_024;
const requestBytes = 1_048_576;
/** With the time that spans wait for the hand-over to this thread a second: what a killed process loses at most. */
const exportIntervalMillis = 900;

const { url, resource } = workerData as WorkerOptions;
const encoder = new SpanEncoder(resource);
const sender = new BatchSender(await openTransport(), (settlement) =>
  tell({ kind: "settled", ...settlement }),
);
let timer: NodeJS.Timeout | undefined;

parentPort?.on("message", (message: ToWorker) => {
  if (message.kind === "batch") {
    const { batch } = message;
    encoder.add(batch);
    tell({ kind: "cells", cells: batch.cells });
    if (encoder.spanCount >= requestSpans || encoder.sizeBytes >= requestBytes) send();
    else timer ??= setTimeout(send, exportIntervalMillis);
  } else {
    send();
    void sender.drain().then(() => tell({ kind: "drained" }));
  }
});

function send(): void {
  clearTimeout(timer);
  timer = undefined;
  if (encoder.spanCount > 0) sender.add(encoder.request());
}

async function openTransport(): Promise<OtlpTransport> {
  if (!url.startsWith("grpc")) return createHttpTransport(url, exportsInFlightLimit);
  // Loaded only where it is used: it takes more memory than the rest of this thread.
  const { createGrpcTransport } = await import("./grpc-transport.ts");
  return createGrpcTransport(url);
}

function tell(message: FromWorker): void {
  const transfer = message.kind === "cells" ? [message.cells.buffer] : [];
  parentPort?.postMessage(message, transfer);
}
