import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { Registry } from "prom-client";
import { afterEach, expect, test, vi } from "vitest";
import { createMetrics } from "./prometheus-metrics.ts";
import { SpanQueue } from "./span-queue.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Answers with the statuses given, then with the last of them. */
async function startReceiver(
  statuses: readonly number[],
  port = 0,
): Promise<{ url: string; requests: () => number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      response.writeHead(statuses[requests] ?? statuses.at(-1) ?? 200).end();
      requests += 1;
    });
  });
  servers.push(server);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`,
    requests: () => requests,
  };
}

function startQueue(url: string): {
  queue: SpanQueue;
  end: (spans: number) => void;
  count: (sample: string) => Promise<string | undefined>;
} {
  const registry = new Registry();
  const metrics = createMetrics(registry, createRedactor(defaultPolicy));
  const queue = new SpanQueue(new OTLPTraceExporter({ url, timeoutMillis: 500 }), (span) => span, metrics);
  const tracer = new BasicTracerProvider({ spanProcessors: [queue] }).getTracer("test");
  return {
    queue,
    end(spans) {
      for (let index = 0; index < spans; index += 1) tracer.startSpan("work").end();
    },
    async count(sample) {
      const line = (await registry.metrics()).split("\n").find((text) => text.startsWith(sample));
      return line?.split(" ").at(-1);
    },
  };
}

const exported = "telemetry_spans_exported_total";
const refused = 'telemetry_spans_dropped_total{reason="export_failed"}';
const overflowed = 'telemetry_spans_dropped_total{reason="queue_full"}';

test("everything queued is sent at shutdown", async () => {
  const receiver = await startReceiver([200]);
  const { queue, end, count } = startQueue(receiver.url);
  end(1_000);
  await queue.shutdown();
  expect(await count(exported)).toBe("1000");
  expect(await count(refused)).toBe("0");
});

test("spans survive a receiver that fails for a while", async () => {
  const receiver = await startReceiver([500, 200]);
  const { queue, end, count } = startQueue(receiver.url);
  end(300);
  await vi.waitFor(async () => expect(await count(exported)).toBe("300"), { timeout: 25_000 });
  await queue.shutdown();
  expect(await count(refused)).toBe("0");
}, 30_000);

test("a refused batch is counted and not sent again", async () => {
  const receiver = await startReceiver([400]);
  const { queue, end, count } = startQueue(receiver.url);
  end(10);
  await queue.forceFlush();
  expect(await count(refused)).toBe("10");
  expect(receiver.requests()).toBe(1);
  await queue.shutdown();
});

test("without a receiver the queue stays bounded, counts what it drops and prints nothing", async () => {
  const printed = [
    vi.spyOn(process.stderr, "write"),
    vi.spyOn(console, "error"),
    vi.spyOn(console, "warn"),
    vi.spyOn(console, "log"),
  ];
  const { queue, end, count } = startQueue("http://127.0.0.1:1/v1/traces");
  const total = 10_000;
  end(total);
  const full = Number(await count(overflowed));
  // The queue of 8,192 and two batches of 256 in flight hold the rest.
  expect(full).toBe(total - 8_192 - 2 * 256);
  await delay(700);
  await queue.shutdown();
  expect(await count(refused)).toBe(String(total - full));
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
}, 60_000);
