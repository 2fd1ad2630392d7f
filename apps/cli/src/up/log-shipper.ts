import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeLokiPush, type LogEntry } from "@voiceassist/wire";

const batchLines = 1_000;
const queueLines = 100_000;
const queueSizeBytes = 64 * 1024 * 1024;
const gatherMillis = 200;
const firstRetryMillis = 200;
const longestRetryMillis = 5_000;
const requestTimeoutMillis = 10_000;

export interface LogShipper {
  /** Lines given up because the queue was full or the receiver refused them for good. */
  readonly droppedLines: number;
  /** Sends what is queued, for at most `timeoutMillis`. Call when the source has ended. */
  drain(timeoutMillis: number): Promise<void>;
}

/**
 * Takes a process's standard output line by line to a Loki push endpoint, as Promtail would: in order, each batch
 * again until the receiver acknowledges it, so that a restart of the receiver loses no line. Lines go as they are:
 * the service redacted them before writing and the receiver redacts them again.
 */
export function shipLines(
  source: Readable,
  pushUrl: string,
  labels: Readonly<Record<string, string>>,
): LogShipper {
  const queue: { readonly entry: LogEntry; readonly sizeBytes: number }[] = [];
  let queuedSizeBytes = 0;
  let droppedLines = 0;
  let lastNano = 0n;
  let rest = "";
  let running = true;
  let wake: () => void = () => {};

  const enqueue = (line: string): void => {
    if (line === "") return;
    if (queue.length >= queueLines || queuedSizeBytes + line.length > queueSizeBytes) {
      droppedLines += 1;
      return;
    }
    // Lines of one millisecond keep their order by their nanoseconds.
    const now = BigInt(Date.now()) * 1_000_000n;
    lastNano = now > lastNano ? now : lastNano + 1n;
    queue.push({ entry: { timeUnixNano: lastNano, line, metadata: {} }, sizeBytes: line.length });
    queuedSizeBytes += line.length;
    wake();
  };

  source.setEncoding("utf8");
  source.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) enqueue(line);
  });
  source.on("end", () => {
    enqueue(rest);
    rest = "";
  });

  const send = async (): Promise<void> => {
    let retryMillis = firstRetryMillis;
    while (running) {
      if (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      await sleep(gatherMillis);
      const batch = queue.slice(0, batchLines);
      if (batch.length === 0) continue;
      const outcome = await push(
        pushUrl,
        encodeLokiPush([{ labels, entries: batch.map((item) => item.entry) }]),
      );
      if (outcome === "retry") {
        await sleep(retryMillis);
        retryMillis = Math.min(retryMillis * 2, longestRetryMillis);
        continue;
      }
      retryMillis = firstRetryMillis;
      if (outcome === "refused") droppedLines += batch.length;
      queue.splice(0, batch.length);
      for (const item of batch) queuedSizeBytes -= item.sizeBytes;
    }
  };
  void send();

  return {
    get droppedLines() {
      return droppedLines;
    },
    async drain(timeoutMillis) {
      const deadline = Date.now() + timeoutMillis;
      while (queue.length > 0 && Date.now() < deadline) await sleep(20);
      running = false;
      wake();
    },
  };
}

async function push(url: string, body: string): Promise<"accepted" | "refused" | "retry"> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(requestTimeoutMillis),
    });
    await response.arrayBuffer();
    if (response.ok) return "accepted";
    return response.status === 429 || response.status >= 500 ? "retry" : "refused";
  } catch {
    // The receiver is away or restarting: the batch stays queued, and `droppedLines` counts what outgrows the queue.
    return "retry";
  }
}
