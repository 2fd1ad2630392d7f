import { parentPort, workerData } from "node:worker_threads";
import { BatchSender, exportsInFlightLimit } from "./batch-sender.ts";
import { createHttpTransport, type OtlpTransport } from "./otlp-transport.ts";
import { SpanEncoder } from "./span-encoder.ts";
import type { FromWorker, ToWorker, WorkerOptions } from "./worker-messages.ts";

const { url, resource } = workerData as WorkerOptions;
const encoder = new SpanEncoder(resource);
const sender = new BatchSender(await openTransport(), (settlement) =>
  tell({ kind: "settled", ...settlement }),
);

parentPort?.on("message", (message: ToWorker) => {
  if (message.kind === "batch") {
    const { batch } = message;
    const encoded = encoder.encode(batch);
    tell({ kind: "cells", cells: batch.cells });
    sender.add(encoded);
  } else {
    void sender.drain().then(() => tell({ kind: "drained" }));
  }
});

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
