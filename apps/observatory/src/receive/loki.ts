import { decodeLokiPush, describeDecodeError } from "@voiceassist/wire";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RejectionReason } from "../own/observatory-metrics.ts";
import { acceptBytes, answerErrorsInText, decompressedBody, mediaType, refuseInText } from "./body.ts";
import { ingest } from "./ingest.ts";
import type { ReceiverParts } from "./receiver-parts.ts";

/** Loki's push API, JSON form. 204 after the commit; errors are plain text, as Loki's are. */
export function lokiReceiver({ doors, metrics, onFailure }: ReceiverParts): (app: FastifyInstance) => void {
  return (app) => {
    acceptBytes(app);
    answerErrorsInText(app, "loki", { metrics, onFailure });
    app.post("/loki/api/v1/push", receive);
  };

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (mediaType(request.headers["content-type"]) !== "application/json") {
      rejected("media_type");
      return refuseInText(reply, 415, "send application/json");
    }
    const body = await decompressedBody(request);
    if (body.kind === "refused") {
      rejected(body.reason);
      return refuseInText(reply, body.status, body.message);
    }
    const decoded = decodeLokiPush(body.bytes);
    if (!decoded.ok) {
      rejected("malformed");
      return refuseInText(reply, 400, describeDecodeError(decoded.error));
    }
    const source = { boundary: "loki", signal: "logs", sizeBytes: body.bytes.length } as const;
    const ingested = await ingest(metrics, onFailure, source, () => doors.loki.streams(decoded.value));
    if (ingested.kind === "refused") {
      const { status, message, retryAfterSeconds } = ingested.refusal;
      if (status !== 400) reply.header("retry-after", retryAfterSeconds);
      return refuseInText(reply, status, message);
    }
    // Loki has no partial success: entries that were left out make the answer an error, the rest is kept.
    if (decoded.rejected > 0) {
      metrics.recordsRejected.add({ boundary: "loki", signal: "logs" }, decoded.rejected);
      return refuseInText(reply, 400, decoded.message);
    }
    return reply.code(204).send();
  }

  function rejected(reason: RejectionReason): void {
    metrics.requestsRejected.add({ boundary: "loki", reason }, 1);
  }
}
