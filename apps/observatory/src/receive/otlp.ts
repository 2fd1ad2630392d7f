import { encodeExportResponse, encodeStatus, type OtlpEncoding, type OtlpSignal } from "@voiceassist/wire";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { clientStatus, statusText } from "../http/create-listener.ts";
import type { RejectionReason } from "../own/observatory-metrics.ts";
import { acceptBytes, decompressedBody, mediaType } from "./body.ts";
import type { OtlpIntake } from "./otlp-intake.ts";
import type { ReceiverParts } from "./receiver-parts.ts";

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
  intake: OtlpIntake,
  { metrics, onFailure }: Omit<ReceiverParts, "doors">,
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

    signal("metrics");
    if (place === "otlp") {
      signal("traces");
      signal("logs");
    }

    function signal(name: OtlpSignal): void {
      const prefix = place === "prometheus" ? prometheusPrefix : "";
      app.post(`${prefix}/v1/${name}`, (request, reply) => receive(request, reply, name));
    }
  };

  async function receive(
    request: FastifyRequest,
    reply: FastifyReply,
    signal: OtlpSignal,
  ): Promise<FastifyReply> {
    const encoding = encodings.get(mediaType(request.headers["content-type"]));
    if (encoding === undefined) {
      rejected("media_type");
      return refuse(reply, "json", 415, invalidArgument, `send ${[...encodings.keys()].join(" or ")}`);
    }
    const body = await decompressedBody(request);
    if (body.kind === "refused") {
      rejected(body.reason);
      return refuse(reply, encoding, body.status, invalidArgument, body.message);
    }
    const outcome = await intake[signal](body.bytes, encoding);
    if (outcome.kind === "refused") {
      const { status, grpcCode, message, retryAfterSeconds } = outcome.refusal;
      if (status !== 400) reply.header("retry-after", retryAfterSeconds);
      return refuse(reply, encoding, status, grpcCode, message, retryAfterSeconds);
    }
    return send(reply, 200, encoding, encodeExportResponse(signal, outcome.partial, encoding));
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
  retryDelaySeconds = 0,
): FastifyReply {
  return send(reply, status, encoding, encodeStatus(message, grpcCode, encoding, retryDelaySeconds));
}

function send(reply: FastifyReply, status: number, encoding: OtlpEncoding, body: Uint8Array): FastifyReply {
  return reply.code(status).type(contentTypes[encoding]).send(Buffer.from(body));
}

function textOf(status: number): string {
  return status === 500 ? "internal error" : statusText(status);
}
