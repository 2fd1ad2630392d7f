import { type AddressInfo, createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { Client, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { encodeTraces, type Span } from "@voiceassist/wire";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listenerPorts } from "../listener-ports.ts";
import { type RunningObservatory, runObservatory } from "../testing/running-observatory.ts";
import { otlpGrpcService } from "./otlp-grpc.ts";

// Each write is flushed to a disk that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const traceExport = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
const gzip = 2;
let observatory: RunningObservatory;
let client: Client;

beforeAll(async () => {
  observatory = await runObservatory("scrape_configs: []\n");
  client = connect();
});

afterAll(async () => {
  client.close();
  await observatory.stop();
});

function connect(options: object = {}): Client {
  const address = `127.0.0.1:${listenerPorts.otlpGrpc + observatory.portOffset}`;
  return new Client(address, credentials.createInsecure(), {
    "grpc.max_send_message_length": -1,
    "grpc.enable_retries": 0,
    ...options,
  });
}

type Answer = { readonly error: ServiceError | null; readonly body: Buffer };

function call(method: string, request: Uint8Array, from: Client = client): Promise<Answer> {
  const asItIs = (bytes: Buffer): Buffer => bytes;
  return new Promise((resolve) => {
    from.makeUnaryRequest(
      method,
      asItIs,
      asItIs,
      Buffer.from(request),
      new Metadata(),
      {},
      (error: ServiceError | null, body?: Buffer) => resolve({ error, body: body ?? Buffer.alloc(0) }),
    );
  });
}

const startNano = BigInt(Date.now()) * 1_000_000n;

function span(change: Partial<Span>): Span {
  return {
    resource: { attributes: { "service.name": "over-grpc" } },
    scope: { name: "test", version: "", attributes: {} },
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
    parentSpanId: "",
    traceState: "",
    name: "read chart",
    kind: "server",
    startUnixNano: startNano,
    endUnixNano: startNano + 1_000n,
    attributes: {},
    events: [],
    links: [],
    statusCode: "unset",
    statusMessage: "",
    ...change,
  };
}

test("a span comes back redacted, and counts at the door", async () => {
  const { error, body } = await call(
    traceExport,
    encodeTraces([span({ attributes: { note: "SSN 219-09-9999" } })]),
  );
  expect(error).toBeNull();
  expect(body).toHaveLength(0);
  const { text } = await observatory.get("jaeger", "/api/traces/5b8efff798038103d269b633813fc60c");
  expect(text).toContain("read chart");
  expect(text).toContain("[REDACTED:SSN]");
  expect(text).not.toContain("219-09-9999");
  const own = await observatory.get("prometheus", "/metrics");
  expect(own.text).toContain('phi_redactions_total{boundary="otlp",signal="traces",type="ssn"} 1');
});

test("a compressed message is read", async () => {
  const compressed = connect({ "grpc.default_compression_algorithm": gzip });
  const traceId = "6b8efff798038103d269b633813fc60d";
  const { error } = await call(traceExport, encodeTraces([span({ traceId, name: "gzipped" })]), compressed);
  compressed.close();
  expect(error).toBeNull();
  expect((await observatory.get("jaeger", `/api/traces/${traceId}`)).text).toContain("gzipped");
});

test("spans that cannot be kept are a partial success", async () => {
  const { error, body } = await call(
    traceExport,
    encodeTraces([span({ traceId: "0".repeat(32) }), span({})]),
  );
  expect(error).toBeNull();
  expect(body.toString()).toContain("1 spans rejected: trace_id must be 16 bytes and not all zero");
});

test.each([
  ["malformed", traceExport, Buffer.from("no protobuf"), status.INVALID_ARGUMENT],
  ["of an unknown service", "/opentelemetry.Unknown/Export", Buffer.alloc(0), status.UNIMPLEMENTED],
  ["too large", traceExport, Buffer.alloc(33 * 1_024 * 1_024), status.RESOURCE_EXHAUSTED],
])("a message that is %s is refused for good", async (_, method, request, code) => {
  const { error } = await call(method, request);
  expect(error?.code).toBe(code);
  const details = error?.metadata.get("grpc-status-details-bin")[0] ?? "";
  expect(details.toString()).not.toContain("RetryInfo");
});

test("a message that grows beyond the bound when decompressed is refused and counted, as one that is too large as it is", async () => {
  const compressed = connect({ "grpc.default_compression_algorithm": gzip });
  const bomb = Buffer.alloc(40 * 1_024 * 1_024);
  expect(gzipSync(bomb).length).toBeLessThan(100_000);
  const rejected = 'observatory_requests_rejected_total{boundary="otlp",reason="too_large"}';
  const countOf = async (): Promise<number> => {
    const { text } = await observatory.get("prometheus", "/metrics");
    return Number(
      text
        .split("\n")
        .find((line) => line.startsWith(rejected))
        ?.slice(rejected.length) ?? 0,
    );
  };
  const before = await countOf();
  const { error } = await call(traceExport, bomb, compressed);
  compressed.close();
  expect(error?.code).toBe(status.RESOURCE_EXHAUSTED);
  expect(await countOf()).toBe(before + 1);
  await call(traceExport, bomb);
  expect(await countOf()).toBe(before + 2);
});

test.each([
  ["overloaded", 8, status.RESOURCE_EXHAUSTED, 1],
  ["without a store that commits", 14, status.UNAVAILABLE, 5],
] as const)(
  "a receiver that is %s says when to send it again",
  async (_, grpcCode, code, retryAfterSeconds) => {
    const refusal = {
      status: 503,
      grpcCode,
      reason: "store_failed",
      message: "send it again later",
      retryAfterSeconds,
    } as const;
    const refuse = async () => ({ kind: "refused", refusal }) as const;
    const tooLarge = vi.fn();
    const intake = { traces: refuse, logs: refuse, metrics: refuse };
    const service = await otlpGrpcService(intake, tooLarge, () => {});
    const server = createServer((socket) => service.serve(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const refusedClient = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.enable_retries": 0,
    });
    const { error } = await call(traceExport, encodeTraces([span({})]), refusedClient);
    refusedClient.close();
    service.close();
    server.close();
    expect(tooLarge).not.toHaveBeenCalled();
    expect(error).toMatchObject({ code, details: "send it again later" });
    const details = Buffer.from(error?.metadata.get("grpc-status-details-bin")[0] ?? "");
    // google.protobuf.Any of RetryInfo { retry_delay { seconds } }
    expect(details.toString("latin1")).toContain("type.googleapis.com/google.rpc.RetryInfo");
    expect(details.subarray(-6)).toEqual(Buffer.from([0x12, 4, 0x0a, 2, 0x08, retryAfterSeconds]));
  },
);

test("a host name that is not loopback is refused", async () => {
  const rebound = connect({ "grpc.default_authority": "rebound.example:4317" });
  const { error } = await call(traceExport, encodeTraces([span({})]), rebound);
  rebound.close();
  expect(error?.code).toBe(status.PERMISSION_DENIED);
});

test("a connection that speaks no HTTP/2 is closed, and the next one works", async () => {
  const response = fetch(`http://127.0.0.1:${listenerPorts.otlpGrpc + observatory.portOffset}/v1/traces`);
  await expect(response).rejects.toThrow();
  expect((await call(traceExport, encodeTraces([span({})]))).error).toBeNull();
});
