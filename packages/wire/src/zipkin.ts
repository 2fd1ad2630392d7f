import { decodeSafely } from "./decode-failure.ts";
import type { DecodeResult } from "./decode-result.ts";
import { parseJsonDocument } from "./json-document.ts";
import { JsonReader } from "./json-reader.ts";
import type { OtlpEncoding } from "./otlp-request.ts";
import { setOwn } from "./own-entry.ts";
import { ProtobufReader } from "./protobuf-reader.ts";
import { Rejections } from "./rejections.ts";
import type { Span, StatusCode } from "./span.ts";
import { isSpanId, isTraceId } from "./trace-ids.ts";
import { type ZipkinEndpoint, type ZipkinSpan, zipkinSpansMessage } from "./zipkin-messages.ts";

const unknownService = "unknown_service";
const traceIdDigits = 32;
const spanIdDigits = 16;
const nanosAMicrosecond = 1_000n;

/**
 * Decodes the body of Zipkin's `POST /api/v2/spans`. Tags become attributes, annotations events, and the local endpoint the
 * service, as the OpenTelemetry specification translates back from Zipkin. Spans without valid ids or without any time are left
 * out and counted as rejected.
 * @see https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/zipkin/
 */
export function decodeZipkinSpans(bytes: Uint8Array, encoding: OtlpEncoding): DecodeResult<readonly Span[]> {
  return decodeSafely(() => {
    const { spans: given } =
      encoding === "protobuf"
        ? new ProtobufReader(bytes).root(zipkinSpansMessage)
        : new JsonReader().message(zipkinSpansMessage, { spans: parseJsonDocument(bytes) });
    const rejections = new Rejections("spans");
    const resources = new Map<string, Span["resource"]>();
    const spans: Span[] = [];
    for (const one of given) {
      const traceId = one.traceId.padStart(traceIdDigits, "0");
      const spanId = one.id.padStart(spanIdDigits, "0");
      const start = one.timestamp === 0n ? (one.annotations[0]?.timestamp ?? 0n) : one.timestamp;
      if (!isTraceId(traceId)) rejections.add("traceId must be up to 32 hex digits and not all zero");
      else if (!isSpanId(spanId)) rejections.add("id must be up to 16 hex digits and not all zero");
      else if (start === 0n) rejections.add("timestamp must be there");
      else spans.push({ ...spanOf(one, start), traceId, spanId, resource: resourceOf(one, resources) });
    }
    return { ok: true, value: spans, ...rejections.summary() };
  });
}

function resourceOf({ localEndpoint }: ZipkinSpan, known: Map<string, Span["resource"]>): Span["resource"] {
  const service = localEndpoint?.serviceName || unknownService;
  const resource = known.get(service) ?? { attributes: { "service.name": service } };
  known.set(service, resource);
  return resource;
}

/** Tags that the OpenTelemetry exporter makes of what Zipkin has no field for. */
const tagOf = {
  statusCode: "otel.status_code",
  statusMessage: "otel.status_description",
  error: "error",
  scopeName: "otel.scope.name",
  scopeVersion: "otel.scope.version",
} as const;
const translated: ReadonlySet<string> = new Set(Object.values(tagOf));

const statusCodes: ReadonlyMap<string, StatusCode> = new Map([
  ["OK", "ok"],
  ["ERROR", "error"],
]);

function spanOf(
  { parentId, kind, name, duration, localEndpoint, remoteEndpoint, annotations, tags }: ZipkinSpan,
  startMicros: bigint,
): Omit<Span, "traceId" | "spanId" | "resource"> {
  const parentSpanId = parentId.padStart(spanIdDigits, "0");
  const tag = (key: string): string | undefined => (Object.hasOwn(tags, key) ? tags[key] : undefined);
  const attributes: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(tags)) if (!translated.has(key)) setOwn(attributes, key, value);
  addEndpoint(attributes, localEndpoint, { address: "network.local.address", port: "network.local.port" });
  addEndpoint(attributes, remoteEndpoint, { address: "network.peer.address", port: "network.peer.port" });
  const peer = remoteEndpoint?.serviceName ?? "";
  if (peer !== "" && tag("peer.service") === undefined) attributes["peer.service"] = peer;
  const error = tag(tagOf.error);
  return {
    parentSpanId: isSpanId(parentSpanId) ? parentSpanId : "",
    traceState: "",
    name,
    kind,
    startUnixNano: startMicros * nanosAMicrosecond,
    endUnixNano: (startMicros + duration) * nanosAMicrosecond,
    scope: { name: tag(tagOf.scopeName) ?? "", version: tag(tagOf.scopeVersion) ?? "", attributes: {} },
    attributes,
    events: annotations.map(({ timestamp, value }) => ({
      timeUnixNano: timestamp * nanosAMicrosecond,
      name: value,
      attributes: {},
    })),
    links: [],
    statusCode: statusCodes.get(tag(tagOf.statusCode) ?? "") ?? (error === undefined ? "unset" : "error"),
    statusMessage: tag(tagOf.statusMessage) ?? error ?? "",
  };
}

function addEndpoint(
  attributes: Record<string, string | number>,
  endpoint: ZipkinEndpoint | undefined,
  names: { readonly address: string; readonly port: string },
): void {
  if (endpoint === undefined) return;
  const address = endpoint.ipv4 || endpoint.ipv6;
  if (address !== "") attributes[names.address] = address;
  if (endpoint.port !== 0) attributes[names.port] = endpoint.port;
}
