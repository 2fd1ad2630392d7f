import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeLogs, decodeMetrics, decodeTraces } from "@voiceassist/wire";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningObservatory, runObservatory } from "../testing/running-observatory.ts";

// Each write is flushed to a disk that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A backend that keeps what it accepted; `answer` says how it takes a request. */
const received: { readonly path: string; readonly key: unknown; readonly body: Buffer }[] = [];
let answer: (response: ServerResponse) => boolean;
const accept = (response: ServerResponse): boolean => {
  response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
  return true;
};
let backend: Server;
let port = 0;
let observatory: RunningObservatory;

beforeAll(async () => {
  answer = accept;
  await startBackend();
  const target = (path: string) => ({
    url: `http://127.0.0.1:${port}${path}`,
    headers: { "x-key": `key of ${path}`, "content-type": "not this" },
  });
  observatory = await runObservatory("scrape_configs: []\n", {
    traces: target("/v1/traces"),
    logs: target("/otlp/v1/logs"),
    metrics: target("/api/v1/otlp/v1/metrics"),
  });
});

afterAll(async () => {
  await observatory.stop();
  await stopBackend();
});

async function startBackend(): Promise<void> {
  backend = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    if (answer(response)) {
      received.push({ path: request.url ?? "", key: request.headers["x-key"], body: Buffer.concat(parts) });
    }
  });
  await new Promise<void>((resolve) => backend.listen(port, "127.0.0.1", resolve));
  port = (backend.address() as AddressInfo).port;
}

async function stopBackend(): Promise<void> {
  const closed = new Promise((resolve) => backend.close(resolve));
  backend.closeAllConnections();
  await closed;
}

const nano = (): string => `${Date.now()}000000`;
const attributes = [
  { key: "service.name", value: { stringValue: "charts" } },
  { key: "note", value: { stringValue: "SSN 219-09-9999" } },
];

async function sendLog(text: string): Promise<number> {
  const logRecords = [{ timeUnixNano: nano(), severityNumber: 9, body: { stringValue: text } }];
  const { status } = await observatory.post("otlp", "/v1/logs", {
    resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords }] }],
  });
  return status;
}

function forwardedLogs(): readonly unknown[] {
  return received
    .filter(({ path }) => path === "/otlp/v1/logs")
    .flatMap(({ body }) => {
      const decoded = decodeLogs(body, "protobuf");
      return decoded.ok ? decoded.value.map((record) => record.body) : ["malformed"];
    });
}

const soon = { timeout: 20_000, interval: 50 };

test("each signal reaches its backend, redacted, and is stored as well", async () => {
  const id = "eee19b7ec3c1b174";
  const span = {
    traceId: `${id}${id}`,
    spanId: id,
    name: "read chart",
    startTimeUnixNano: nano(),
    attributes,
  };
  await observatory.post("otlp", "/v1/traces", {
    resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans: [span] }] }],
  });
  await observatory.post("zipkin", "/api/v2/spans", [
    { id, traceId: id, name: "by zipkin", timestamp: Date.now() * 1_000, tags: { note: "SSN 219-09-9999" } },
  ]);
  const dataPoints = [{ timeUnixNano: nano(), asDouble: 7, attributes }];
  await observatory.post("otlp", "/v1/metrics", {
    resourceMetrics: [
      { resource: { attributes }, scopeMetrics: [{ metrics: [{ name: "m", gauge: { dataPoints } }] }] },
    ],
  });
  await sendLog("mailed jane.roe@example.org");
  await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(4), soon);

  const of = (path: string): readonly Buffer[] =>
    received.filter((one) => one.path === path).map(({ body }) => body);
  const spans = of("/v1/traces").map((body) => decodeTraces(body, "protobuf"));
  expect(spans.flatMap((decoded) => (decoded.ok ? decoded.value.map(({ name }) => name) : []))).toEqual([
    "read chart",
    "by zipkin",
  ]);
  const [metric] = of("/api/v1/otlp/v1/metrics").map((body) => decodeMetrics(body, "protobuf"));
  expect(metric).toMatchObject({
    ok: true,
    value: [{ name: "m", resource: { attributes: { "service.name": "charts" } }, data: { kind: "gauge" } }],
  });
  expect(forwardedLogs()).toEqual(["mailed [REDACTED:EMAIL]"]);
  for (const { path, key } of received) expect(key).toBe(`key of ${path}`);
  const everything = Buffer.concat(received.map(({ body }) => body)).toString("latin1");
  expect(everything).toContain("[REDACTED:SSN]");
  expect(everything).not.toContain("219-09-9999");
  expect((await observatory.get("jaeger", `/api/traces/${id}${id}`)).text).toContain("read chart");
});

test("a backend that is gone, overloaded and slow changes no answer, and gets everything when it is back", async () => {
  received.length = 0;
  await stopBackend();
  expect(await sendLog("while it is gone")).toBe(200);
  answer = (response) => {
    response.writeHead(503, { "retry-after": "0" }).end();
    return false;
  };
  await startBackend();
  expect(await sendLog("while it is overloaded")).toBe(200);
  const overloaded = new Promise<void>((resolve) => {
    answer = (response) => {
      response.writeHead(429, { "retry-after": "0" }).end();
      resolve();
      return false;
    };
  });
  await overloaded;
  const held: ServerResponse[] = [];
  const slow = new Promise<void>((resolve) => {
    answer = (response) => {
      held.push(response);
      resolve();
      return true;
    };
  });
  await slow;
  expect(await sendLog("while it is slow")).toBe(200);
  answer = accept;
  for (const response of held) response.writeHead(200).end();
  const expected = ["while it is gone", "while it is overloaded", "while it is slow"];
  await vi.waitFor(() => expect(forwardedLogs()).toEqual(expected), soon);
});

test("what a backend refuses for good is dropped and counted, and the next one goes", async () => {
  received.length = 0;
  const refused = new Promise<void>((resolve) => {
    answer = (response) => {
      answer = accept;
      response.writeHead(500).end();
      resolve();
      return false;
    };
  });
  expect(await sendLog("refused")).toBe(200);
  await refused;
  expect(await sendLog("accepted")).toBe(200);
  await vi.waitFor(() => expect(forwardedLogs()).toEqual(["accepted"]), soon);
  const { text } = await observatory.get("prometheus", "/metrics");
  expect(text).toContain('observatory_forward_dropped_records_total{signal="logs",reason="refused"} 1');
  expect(text).toMatch(/observatory_forward_retries_total\{signal="logs"\} [1-9]/);
  expect(text).toContain('observatory_forward_queue_bytes{signal="logs"} 0');
});
