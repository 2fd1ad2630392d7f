import { decodeZipkinSpans, describeDecodeError, type OtlpEncoding } from "@voiceassist/wire";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RejectionReason } from "../own/observatory-metrics.ts";
import { acceptBytes, answerErrorsInText, decompressedBody, mediaType, refuseInText } from "./body.ts";
import { ingest } from "./ingest.ts";
import type { ReceiverParts } from "./receiver-parts.ts";

const boundary = "zipkin";
const encodings: ReadonlyMap<string, OtlpEncoding> = new Map([
  ["application/x-protobuf", "protobuf"],
  ["application/json", "json"],
  // A reporter that names no type sends JSON, as to Zipkin itself.
  ["", "json"],
]);

/** Zipkin's API, version 2. 202 after the commit; errors are plain text. */
export function zipkinReceiver({ doors, metrics, onFailure }: ReceiverParts): (app: FastifyInstance) => void {
  return (app) => {
    acceptBytes(app);
    answerErrorsInText(app, boundary, { metrics, onFailure });
    app.post("/api/v2/spans", receive);
  };

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const encoding = encodings.get(mediaType(request.headers["content-type"]));
    if (encoding === undefined) {
      rejected("media_type");
      return refuseInText(reply, 415, "send application/json or application/x-protobuf");
    }
    const body = await decompressedBody(request);
    if (body.kind === "refused") {
      rejected(body.reason);
      return refuseInText(reply, body.status, body.message);
    }
    const decoded = decodeZipkinSpans(body.bytes, encoding);
    if (!decoded.ok) {
      rejected("malformed");
      return refuseInText(reply, 400, describeDecodeError(decoded.error));
    }
    const source = { boundary, signal: "traces", sizeBytes: body.bytes.length } as const;
    const ingested = await ingest(metrics, onFailure, source, () => doors.zipkin.spans(decoded.value));
    if (ingested.kind === "refused") {
      const { status, message, retryAfterSeconds } = ingested.refusal;
      if (status !== 400) reply.header("retry-after", retryAfterSeconds);
      return refuseInText(reply, status, message);
    }
    // Zipkin has no partial success: spans that were left out make the answer an error, the rest is kept.
    if (decoded.rejected > 0) {
      metrics.recordsRejected.add({ boundary, signal: "traces" }, decoded.rejected);
      return refuseInText(reply, 400, `${decoded.message}; the rest was kept`);
    }
    return reply.code(202).send();
  }

  function rejected(reason: RejectionReason): void {
    metrics.requestsRejected.add({ boundary, reason }, 1);
  }
}
