import { Client, credentials, Metadata } from "@grpc/grpc-js";
import {
  type DecodeResult,
  decodeLogs,
  decodeMetrics,
  decodeTraces,
  describeDecodeError,
  encodeLogs,
  encodeMetrics,
  encodeTraces,
  type OtlpSignal,
} from "@voiceassist/wire";
import { type Place, url } from "../system/running-process.ts";

/** One place in a protocol where text can stand, and how a sender puts it there. */
export interface FieldLocation {
  readonly door: "otlp traces" | "otlp logs" | "otlp metrics" | "zipkin" | "loki push" | "scrape";
  readonly field: string;
  send(place: Place, text: string, number: number): Promise<void>;
}

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

const now = (): string => `${Date.now()}000000`;
const attribute = (text: string): Json => [{ key: "note", value: { stringValue: text } }];
const service: Json = { key: "service.name", value: { stringValue: "leak-test" } };

async function post(address: string, body: Json): Promise<void> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${answer}`);
}

const exportMethods: Readonly<Record<OtlpSignal, string>> = {
  traces: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
  logs: "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
  metrics: "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
};

/** The same request through both doors: as JSON over HTTP, and in protobuf over gRPC. */
async function sendOtlp(place: Place, signal: OtlpSignal, body: Json): Promise<void> {
  const json = new TextEncoder().encode(JSON.stringify(body));
  await Promise.all([
    post(url(place, "otlp", `/v1/${signal}`), body),
    sendGrpc(new URL(url(place, "otlpGrpc")).host, exportMethods[signal], protobufOf(signal, json)),
  ]);
}

const clients = new Map<string, Client>();

/** Of all that was sent here. */
export function closeConnections(): void {
  for (const client of clients.values()) client.close();
  clients.clear();
}

function sendGrpc(address: string, method: string, message: Uint8Array): Promise<void> {
  const client = clients.get(address) ?? new Client(address, credentials.createInsecure());
  clients.set(address, client);
  const asItIs = (bytes: Buffer): Buffer => bytes;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(method, asItIs, asItIs, Buffer.from(message), new Metadata(), {}, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}

function protobufOf(signal: OtlpSignal, json: Uint8Array): Uint8Array {
  switch (signal) {
    case "traces":
      return encodeTraces(recordsOf(decodeTraces(json, "json")));
    case "logs":
      return encodeLogs(recordsOf(decodeLogs(json, "json")));
    case "metrics":
      return encodeMetrics(recordsOf(decodeMetrics(json, "json")));
  }
}

function recordsOf<T>(decoded: DecodeResult<T>): T {
  if (!decoded.ok) throw new Error(describeDecodeError(decoded.error));
  return decoded.value;
}

interface SpanParts {
  readonly span?: { readonly [key: string]: Json };
  readonly resource?: Json;
  readonly scope?: Json;
}

function sendSpan(place: Place, number: number, parts: SpanParts): Promise<void> {
  const id = String(number + 1).padStart(16, "0");
  const span = {
    traceId: `${id}${id}`,
    spanId: id,
    name: "leak test",
    kind: 2,
    startTimeUnixNano: now(),
    endTimeUnixNano: now(),
    ...parts.span,
  };
  return sendOtlp(place, "traces", {
    resourceSpans: [
      {
        resource: { attributes: [service, ...asList(parts.resource)] },
        scopeSpans: [{ scope: parts.scope ?? { name: "leak" }, spans: [span] }],
      },
    ],
  });
}

const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

function sendLog(
  place: Place,
  record: { readonly [key: string]: Json },
  parts: SpanParts = {},
): Promise<void> {
  return sendOtlp(place, "logs", {
    resourceLogs: [
      {
        resource: { attributes: [service, ...asList(parts.resource)] },
        scopeLogs: [
          {
            scope: parts.scope ?? { name: "leak" },
            logRecords: [
              { timeUnixNano: now(), severityNumber: 9, body: { stringValue: "leak test" }, ...record },
            ],
          },
        ],
      },
    ],
  });
}

function sendMetric(
  place: Place,
  metric: { readonly [key: string]: Json },
  point: { readonly [key: string]: Json },
  parts: SpanParts = {},
): Promise<void> {
  return sendOtlp(place, "metrics", {
    resourceMetrics: [
      {
        resource: { attributes: [service, ...asList(parts.resource)] },
        scopeMetrics: [
          {
            scope: parts.scope ?? { name: "leak" },
            metrics: [
              {
                name: "leak_test",
                gauge: { dataPoints: [{ timeUnixNano: now(), asDouble: 1, ...point }] },
                ...metric,
              },
            ],
          },
        ],
      },
    ],
  });
}

function sendStream(
  place: Place,
  labels: { readonly [name: string]: string },
  entry: readonly Json[],
): Promise<void> {
  const stream = { service: "leak-test", ...labels };
  return post(url(place, "loki", "/loki/api/v1/push"), {
    streams: [{ stream, values: [[now(), ...entry]] }],
  });
}

function sendZipkin(place: Place, number: number, change: { readonly [key: string]: Json }): Promise<void> {
  const id = String(number + 1).padStart(16, "1");
  const span = {
    id,
    traceId: `${id}${id}`,
    name: "leak test",
    timestamp: Date.now() * 1_000,
    localEndpoint: { serviceName: "leak-test" },
    ...change,
  };
  return post(url(place, "zipkin", "/api/v2/spans"), [span]);
}

const hex32 = "0af7651916cd43dd8448eb211c80319c";
const hex16 = "b7ad6b7169203331";

/** Every place of the push protocols in which text can stand. */
export const backendFields: readonly FieldLocation[] = [
  location("otlp traces", "span name", (place, text, number) =>
    sendSpan(place, number, { span: { name: text } }),
  ),
  location("otlp traces", "span attribute value", (place, text, number) =>
    sendSpan(place, number, { span: { attributes: attribute(text) } }),
  ),
  location("otlp traces", "span attribute key", (place, text, number) =>
    sendSpan(place, number, { span: { attributes: [{ key: text, value: { intValue: "1" } }] } }),
  ),
  location("otlp traces", "span attribute array", (place, text, number) =>
    sendSpan(place, number, {
      span: { attributes: [{ key: "notes", value: { arrayValue: { values: [{ stringValue: text }] } } }] },
    }),
  ),
  location("otlp traces", "span attribute map", (place, text, number) =>
    sendSpan(place, number, {
      span: {
        attributes: [
          { key: "notes", value: { kvlistValue: { values: [{ key: "a", value: { stringValue: text } }] } } },
        ],
      },
    }),
  ),
  location("otlp traces", "span attribute bytes", (place, text, number) =>
    sendSpan(place, number, {
      span: { attributes: [{ key: "notes", value: { bytesValue: Buffer.from(text).toString("base64") } }] },
    }),
  ),
  location("otlp traces", "event name", (place, text, number) =>
    sendSpan(place, number, { span: { events: [{ timeUnixNano: now(), name: text }] } }),
  ),
  location("otlp traces", "event attribute", (place, text, number) =>
    sendSpan(place, number, {
      span: { events: [{ timeUnixNano: now(), name: "exception", attributes: attribute(text) }] },
    }),
  ),
  location("otlp traces", "link attribute", (place, text, number) =>
    sendSpan(place, number, {
      span: { links: [{ traceId: hex32, spanId: hex16, attributes: attribute(text) }] },
    }),
  ),
  location("otlp traces", "link trace state", (place, text, number) =>
    sendSpan(place, number, {
      span: { links: [{ traceId: hex32, spanId: hex16, traceState: `a=${text}` }] },
    }),
  ),
  location("otlp traces", "trace state", (place, text, number) =>
    sendSpan(place, number, { span: { traceState: `a=${text}` } }),
  ),
  location("otlp traces", "status message", (place, text, number) =>
    sendSpan(place, number, { span: { status: { code: 2, message: text } } }),
  ),
  location("otlp traces", "resource attribute", (place, text, number) =>
    sendSpan(place, number, { resource: attribute(text) }),
  ),
  location("otlp traces", "scope name", (place, text, number) =>
    sendSpan(place, number, { scope: { name: text } }),
  ),
  location("otlp traces", "scope version", (place, text, number) =>
    sendSpan(place, number, { scope: { name: "leak", version: text } }),
  ),
  location("otlp traces", "scope attribute", (place, text, number) =>
    sendSpan(place, number, { scope: { name: "leak", attributes: attribute(text) } }),
  ),
  location("otlp logs", "body string", (place, text) => sendLog(place, { body: { stringValue: text } })),
  location("otlp logs", "body structured", (place, text) =>
    sendLog(place, {
      body: { kvlistValue: { values: [{ key: "message", value: { stringValue: text } }] } },
    }),
  ),
  location("otlp logs", "body JSON text", (place, text) =>
    sendLog(place, { body: { stringValue: JSON.stringify({ message: text, level: "info" }) } }),
  ),
  location("otlp logs", "attribute", (place, text) => sendLog(place, { attributes: attribute(text) })),
  location("otlp logs", "severity text", (place, text) => sendLog(place, { severityText: text })),
  location("otlp logs", "event name", (place, text) => sendLog(place, { eventName: text })),
  location("otlp logs", "resource attribute", (place, text) =>
    sendLog(place, {}, { resource: attribute(text) }),
  ),
  location("otlp logs", "scope name", (place, text) => sendLog(place, {}, { scope: { name: text } })),
  location("otlp logs", "scope attribute", (place, text) =>
    sendLog(place, {}, { scope: { name: "leak", attributes: attribute(text) } }),
  ),
  location("otlp metrics", "data point attribute", (place, text) =>
    sendMetric(place, {}, { attributes: attribute(text) }),
  ),
  location("otlp metrics", "exemplar attribute", (place, text) =>
    sendMetric(
      place,
      {},
      { exemplars: [{ timeUnixNano: now(), asDouble: 1, filteredAttributes: attribute(text) }] },
    ),
  ),
  location("otlp metrics", "description", (place, text) => sendMetric(place, { description: text }, {})),
  location("otlp metrics", "resource attribute", (place, text) =>
    sendMetric(place, {}, {}, { resource: attribute(text) }),
  ),
  location("otlp metrics", "scope name", (place, text) =>
    sendMetric(place, {}, {}, { scope: { name: text } }),
  ),
  location("zipkin", "span name", (place, text, number) => sendZipkin(place, number, { name: text })),
  location("zipkin", "tag value", (place, text, number) =>
    sendZipkin(place, number, { tags: { note: text } }),
  ),
  location("zipkin", "tag key", (place, text, number) =>
    sendZipkin(place, number, { tags: { [text]: "1" } }),
  ),
  location("zipkin", "error", (place, text, number) => sendZipkin(place, number, { tags: { error: text } })),
  location("zipkin", "annotation", (place, text, number) =>
    sendZipkin(place, number, { annotations: [{ timestamp: Date.now() * 1_000, value: text }] }),
  ),
  location("zipkin", "service name", (place, text, number) =>
    sendZipkin(place, number, { localEndpoint: { serviceName: text } }),
  ),
  location("zipkin", "remote service name", (place, text, number) =>
    sendZipkin(place, number, { remoteEndpoint: { serviceName: text } }),
  ),
  location("zipkin", "remote address", (place, text, number) =>
    sendZipkin(place, number, { remoteEndpoint: { ipv4: text } }),
  ),
  location("loki push", "line", (place, text) => sendStream(place, {}, [text])),
  location("loki push", "JSON line", (place, text) =>
    sendStream(place, {}, [JSON.stringify({ level: "info", text })]),
  ),
  location("loki push", "label value", (place, text) => sendStream(place, { note: text }, ["leak test"])),
  location("loki push", "structured metadata", (place, text) =>
    sendStream(place, {}, ["leak test", { note: text }]),
  ),
];

function location(door: FieldLocation["door"], field: string, send: FieldLocation["send"]): FieldLocation {
  return { door, field, send };
}
