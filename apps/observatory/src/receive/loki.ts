import { decodeLokiPush, describeDecodeError } from "@voiceassist/wire";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { clientStatus, statusText } from "../http/create-listener.ts";
import type { RejectionReason } from "../own/observatory-metrics.ts";
import { acceptBytes, decompress, mediaType } from "./body.ts";
import { ingest } from "./ingest.ts";
import type { ReceiverParts } from "./otlp.ts";

/** Loki's push API, JSON form. 204 after the commit; errors are plain text, as Loki's are. */
export function lokiReceiver({ doors, metrics, onFailure }: ReceiverParts): (app: FastifyInstance) => void {
  return (app) => {
    acceptBytes(app);
    app.setErrorHandler((error: FastifyError, _request, reply) => {
      const status = clientStatus(error);
      if (status === 500) onFailure(error);
      if (status === 413) rejected("too_large");
      return refuse(reply, status, status === 500 ? "internal error" : statusText(status));
    });
    app.post("/loki/api/v1/push", receive);
  };

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (mediaType(request.headers["content-type"]) !== "application/json") {
      rejected("media_type");
      return refuse(reply, 415, "send application/json");
    }
    const received = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const body = await decompress(received, request.headers["content-encoding"]);
    if (body.kind === "too_large") {
      rejected("too_large");
      return refuse(reply, 413, statusText(413));
    }
    if (body.kind === "encoding") {
      rejected("encoding");
      return refuse(reply, 400, body.reason);
    }
    const decoded = decodeLokiPush(body.bytes);
    if (!decoded.ok) {
      rejected("malformed");
      return refuse(reply, 400, describeDecodeError(decoded.error));
    }
    const source = { boundary: "loki", signal: "logs", sizeBytes: body.bytes.length } as const;
    const ingested = await ingest(metrics, onFailure, source, () => doors.loki.streams(decoded.value));
    if (ingested.kind === "refused") {
      const { status, message, retryAfterSeconds } = ingested.refusal;
      if (status !== 400) reply.header("retry-after", retryAfterSeconds);
      return refuse(reply, status, message);
    }
    // Loki has no partial success: entries that were left out make the answer an error, the rest is kept.
    if (decoded.rejected > 0) {
      metrics.recordsRejected.add({ boundary: "loki", signal: "logs" }, decoded.rejected);
      return refuse(reply, 400, decoded.message);
    }
    return reply.code(204).send();
  }

  function rejected(reason: RejectionReason): void {
    metrics.requestsRejected.add({ boundary: "loki", reason }, 1);
  }
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).type("text/plain; charset=utf-8").send(`${message}\n`);
}
