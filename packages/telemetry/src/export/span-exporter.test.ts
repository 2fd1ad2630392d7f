import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Server as GrpcServer, ServerCredentials } from "@grpc/grpc-js";
import { ROOT_CONTEXT } from "@opentelemetry/api";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { decodeTraces } from "@voiceassist/wire";
import { afterEach, expect, test, vi } from "vitest";
import { prometheusText } from "../metrics/exposition.ts";
import { asItIs, createMetricRegistry } from "../metrics/metric-registry.ts";
import { createSpanRedactor } from "../traces/clean-values.ts";
import { createTracerProvider } from "../traces/lean-tracer.ts";
import { SpanExporter } from "./span-exporter.ts";

// Real threads and sockets on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 });
const patience = { timeout: 40_000, interval: 50 } as const;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly requests: () => number;
  readonly spans: () => number;
}

/** Answers with the statuses given, then with the last of them; 0 stands for no answer at all. */
async function startReceiver(
  statuses: readonly number[],
  port = 0,
  answer = Buffer.alloc(0),
): Promise<Receiver> {
  let requests = 0;
  let spans = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const status = statuses[requests] ?? statuses.at(-1) ?? 200;
      requests += 1;
      if (status === 200) {
        const decoded = decodeTraces(Buffer.concat(chunks), "protobuf");
        spans += decoded.ok ? decoded.value.length : 0;
      }
      if (status !== 0) response.writeHead(status).end(answer);
    });
  });
  servers.push(server);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}/v1/traces`,
    port: bound,
    requests: () => requests,
    spans: () => spans,
  };
}

function startExporter(url: string): {
  readonly exporter: SpanExporter;
  readonly end: (spans: number) => void;
  readonly count: (sample: string) => number;
} {
  const registry = createMetricRegistry();
  const exporter = new SpanExporter(
    { url, resource: { "service.name": "test" } },
    createSpanRedactor(createRedactor(defaultPolicy)),
    registry.metrics(asItIs),
  );
  const { own } = createTracerProvider((span) => exporter.write(span));
  return {
    exporter,
    end(spans) {
      for (let index = 0; index < spans; index += 1) own.startSpan("work", {}, ROOT_CONTEXT).end();
    },
    count(sample) {
      const line = registry
        .exposition(prometheusText)
        .split("\n")
        .find((text) => text.startsWith(`${sample} `));
      return Number(line?.split(" ").at(-1));
    },
  };
}

const exported = "telemetry_spans_exported_total";
const queued = "telemetry_spans_queued";
const lost = (reason: string): string => `telemetry_spans_dropped_total{reason="${reason}"}`;

test("everything queued is sent at shutdown", async () => {
  const receiver = await startReceiver([200]);
  const { exporter, end, count } = startExporter(receiver.url);
  end(3_000);
  await exporter.shutdown(20_000);
  expect(count(exported)).toBe(3_000);
  expect(receiver.spans()).toBe(3_000);
});

test("spans arrive by gRPC, and a retryable status is tried again", async () => {
  const server = new GrpcServer();
  let spans = 0;
  let requests = 0;
  const asItIs = (bytes: Buffer): Buffer => bytes;
  const method = {
    path: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
    requestStream: false,
    responseStream: false,
    requestSerialize: asItIs,
    requestDeserialize: asItIs,
    responseSerialize: asItIs,
    responseDeserialize: asItIs,
  };
  server.addService(
    { Export: method },
    {
      Export(
        call: { readonly request: Buffer },
        callback: (error: { readonly code: number } | null, answer?: Buffer) => void,
      ) {
        requests += 1;
        if (requests === 1) {
          callback({ code: 14 });
          return;
        }
        const decoded = decodeTraces(call.request, "protobuf");
        spans += decoded.ok ? decoded.value.length : 0;
        callback(null, Buffer.alloc(0));
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const { exporter, end, count } = startExporter(`grpc://127.0.0.1:${port}`);
  end(10);
  await vi.waitFor(() => expect(count(exported)).toBe(10), patience);
  expect(spans).toBe(10);
  await exporter.shutdown(1_000);
  server.forceShutdown();
});

test("a receiver that fails for a while misses nothing", async () => {
  const receiver = await startReceiver([500, 503, 200]);
  const { exporter, end, count } = startExporter(receiver.url);
  end(300);
  await vi.waitFor(() => expect(count(exported)).toBe(300), patience);
  await exporter.shutdown(1_000);
  expect(count(lost("export_failed"))).toBe(0);
});

test("a receiver that is gone and comes back is used again", async () => {
  const first = await startReceiver([200]);
  const { exporter, end, count } = startExporter(first.url);
  end(10);
  await vi.waitFor(() => expect(count(exported)).toBe(10), patience);
  servers[0]?.closeAllConnections();
  servers[0]?.close();
  end(10);
  await vi.waitFor(() => expect(count(queued)).toBe(10), patience);
  await startReceiver([200], first.port);
  await vi.waitFor(() => expect(count(exported)).toBe(20), patience);
  await exporter.shutdown(1_000);
});

test("a refused batch is counted and not sent again", async () => {
  const receiver = await startReceiver([400]);
  const { exporter, end, count } = startExporter(receiver.url);
  end(10);
  await vi.waitFor(() => expect(count(lost("refused"))).toBe(10), patience);
  expect(receiver.requests()).toBe(1);
  await exporter.shutdown(1_000);
});

test("what a receiver takes only in part is counted in part", async () => {
  // partial_success { rejected_spans: 4, error_message: "no" }
  const receiver = await startReceiver(
    [200],
    0,
    Buffer.from([0x0a, 0x06, 0x08, 0x04, 0x12, 0x02, 0x6e, 0x6f]),
  );
  const { exporter, end, count } = startExporter(receiver.url);
  end(10);
  await vi.waitFor(() => expect(count(exported)).toBe(6), patience);
  expect(count(lost("refused"))).toBe(4);
  await exporter.shutdown(1_000);
});

test.each([
  ["gone", undefined],
  ["silent", 0],
  ["failing", 500],
])(
  "with a receiver that is %s the queue is bounded, every loss is counted and nothing is printed",
  async (_case, status) => {
    const printed = [vi.spyOn(process.stderr, "write"), vi.spyOn(process.stdout, "write")];
    const url = status === undefined ? "http://127.0.0.1:1/v1/traces" : (await startReceiver([status])).url;
    const { exporter, end, count } = startExporter(url);
    const total = 40_000;
    end(total);
    expect(count(lost("queue_full"))).toBe(total - 16_384);
    expect(count(queued)).toBeLessThanOrEqual(16_384);
    await exporter.shutdown(500);
    expect(count(lost("queue_full")) + count(lost("export_failed"))).toBe(total);
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  },
);
