import {
  type DecodeResult,
  decodeLogs,
  decodeMetrics,
  decodeTraces,
  describeDecodeError,
  encodeExportResponse,
  encodeStatus,
  type OtlpEncoding,
  type OtlpSignal,
} from "@voiceassist/wire";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { clientStatus, statusText } from "../http/create-listener.ts";
import type { ObservatoryMetrics, RejectionReason } from "../own/observatory-metrics.ts";
import type { Doors, Kept } from "../redact/redacted-store.ts";
import { acceptBytes, decompress, mediaType } from "./body.ts";
import { ingest } from "./ingest.ts";

export interface ReceiverParts {
  readonly doors: Doors;
  readonly metrics: ObservatoryMetrics;
  readonly onFailure: (error: unknown) => void;
}

const encodings: ReadonlyMap<string, OtlpEncoding> = new Map([
  ["application/x-protobuf", "protobuf"],
  ["application/json", "json"],
]);

const contentTypes: Readonly<Record<OtlpEncoding, string>> = {
  protobuf: "application/x-protobuf",
  json: "application/json",
};

/** google.rpc.Code */
const invalidArgument = 3;
const internal = 13;

/** Where the metrics alone are received on Prometheus' port. */
const prometheusPrefix = "/api/v1/otlp";

/**
 * OTLP/HTTP 1.x, "OTLP/HTTP Response": 200 only after the commit; every error carries a google.rpc.Status. `place` is the
 * listener: all signals on OTLP's own, metrics on Prometheus'.
 */
export function otlpReceiver(
  { doors, metrics, onFailure }: ReceiverParts,
  place: "otlp" | "prometheus",
): (app: FastifyInstance) => void {
  return (app) => {
    acceptBytes(app);
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const status = clientStatus(error);
      if (status === 500) onFailure(error);
      if (status === 413) rejected("too_large");
      const encoding = encodings.get(mediaType(request.headers["content-type"])) ?? "json";
      return refuse(reply, encoding, status, status === 500 ? internal : invalidArgument, textOf(status));
    });

    signal("metrics", decodeMetrics, doors.otlp.metrics);
    if (place === "otlp") {
      signal("traces", decodeTraces, doors.otlp.spans);
      signal("logs", decodeLogs, doors.otlp.logRecords);
    }

    function signal<T>(
      name: OtlpSignal,
      decode: (bytes: Uint8Array, encoding: OtlpEncoding) => DecodeResult<T>,
      keep: (records: T) => Promise<Kept>,
    ): void {
      const prefix = place === "prometheus" ? prometheusPrefix : "";
      app.post(`${prefix}/v1/${name}`, (request, reply) => receive(request, reply, name, decode, keep));
    }
  };

  async function receive<T>(
    request: FastifyRequest,
    reply: FastifyReply,
    signal: OtlpSignal,
    decode: (bytes: Uint8Array, encoding: OtlpEncoding) => DecodeResult<T>,
    keep: (records: T) => Promise<Kept>,
  ): Promise<FastifyReply> {
    const encoding = encodings.get(mediaType(request.headers["content-type"]));
    if (encoding === undefined) {
      rejected("media_type");
      return refuse(reply, "json", 415, invalidArgument, `send ${[...encodings.keys()].join(" or ")}`);
    }
    const received = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const body = await decompress(received, request.headers["content-encoding"]);
    if (body.kind === "too_large") {
      rejected("too_large");
      return refuse(reply, encoding, 413, invalidArgument, statusText(413));
    }
    if (body.kind === "encoding") {
      rejected("encoding");
      return refuse(reply, encoding, 400, invalidArgument, body.reason);
    }
    const decoded = decode(body.bytes, encoding);
    if (!decoded.ok) {
      rejected("malformed");
      return refuse(reply, encoding, 400, invalidArgument, describeDecodeError(decoded.error));
    }
    const source = { boundary: "otlp", signal, sizeBytes: body.bytes.length } as const;
    const ingested = await ingest(metrics, onFailure, source, () => keep(decoded.value));
    if (ingested.kind === "refused") {
      const { status, grpcCode, message, retryAfterSeconds } = ingested.refusal;
      if (status !== 400) reply.header("retry-after", retryAfterSeconds);
      return refuse(reply, encoding, status, grpcCode, message);
    }
    const partial = {
      rejected: decoded.rejected + ingested.kept.rejected,
      message: [decoded.message, ingested.kept.message].filter((text) => text !== "").join("; "),
    };
    if (partial.rejected > 0) metrics.recordsRejected.add({ boundary: "otlp", signal }, partial.rejected);
    return send(reply, 200, encoding, encodeExportResponse(signal, partial, encoding));
  }

  function rejected(reason: RejectionReason): void {
    metrics.requestsRejected.add({ boundary: "otlp", reason }, 1);
  }
}

function refuse(
  reply: FastifyReply,
  encoding: OtlpEncoding,
  status: number,
  grpcCode: number,
  message: string,
): FastifyReply {
  return send(reply, status, encoding, encodeStatus(message, grpcCode, encoding));
}

function send(reply: FastifyReply, status: number, encoding: OtlpEncoding, body: Uint8Array): FastifyReply {
  return reply.code(status).type(contentTypes[encoding]).send(Buffer.from(body));
}

function textOf(status: number): string {
  return status === 500 ? "internal error" : statusText(status);
}
