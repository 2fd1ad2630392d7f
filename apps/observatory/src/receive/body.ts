import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { clientStatus, statusText } from "../http/create-listener.ts";
import type { RejectionReason } from "../own/observatory-metrics.ts";
import type { Door } from "../redact/door.ts";
import type { ReceiverParts } from "./receiver-parts.ts";

/** As received. */
const compressedLimitBytes = 16 * 1_024 * 1_024;
/** After decompression; a gzip bomb is stopped here. */
export const decompressedLimitBytes: number = 32 * 1_024 * 1_024;

export type Body =
  | { readonly kind: "body"; readonly bytes: Uint8Array }
  | {
      readonly kind: "refused";
      readonly status: 400 | 413;
      readonly reason: RejectionReason;
      readonly message: string;
    };

const gunzipBounded = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);
const inflateBounded = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate);

/** Every media type arrives as bytes; the route decides what it takes. */
export function acceptBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: compressedLimitBytes },
    (_request, body, done) => done(null, body),
  );
}

/** For protocols whose errors are plain text: what the HTTP layer itself refuses. */
export function answerErrorsInText(
  app: FastifyInstance,
  boundary: Door,
  { metrics, onFailure }: Pick<ReceiverParts, "metrics" | "onFailure">,
): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = clientStatus(error);
    if (status === 500) onFailure(error);
    if (status === 413) metrics.requestsRejected.add({ boundary, reason: "too_large" }, 1);
    return refuseInText(reply, status, status === 500 ? "internal error" : statusText(status));
  });
}

export function refuseInText(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).type("text/plain; charset=utf-8").send(`${message}\n`);
}

export function receivedBytes(request: FastifyRequest): Uint8Array {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** Undoes `Content-Encoding`: gzip, deflate (zlib format, RFC 9110 section 8.4.1.2) or none. */
export async function decompressedBody(request: FastifyRequest): Promise<Body> {
  const bytes = receivedBytes(request);
  const options = { maxOutputLength: decompressedLimitBytes };
  try {
    switch (request.headers["content-encoding"]?.trim().toLowerCase() ?? "") {
      case "":
      case "identity":
        return bytes.length > decompressedLimitBytes ? tooLarge : { kind: "body", bytes };
      case "gzip":
      case "x-gzip":
        return { kind: "body", bytes: await gunzipBounded(bytes, options) };
      case "deflate":
        return { kind: "body", bytes: await inflateBounded(bytes, options) };
      default:
        return notDecoded("the content encoding is not supported; send gzip, deflate or none");
    }
  } catch (error) {
    if (error instanceof RangeError) return tooLarge;
    return notDecoded("the body is not what its content encoding says");
  }
}

const tooLarge: Body = { kind: "refused", status: 413, reason: "too_large", message: statusText(413) };

function notDecoded(message: string): Body {
  return { kind: "refused", status: 400, reason: "encoding", message };
}

/** The media type without its parameters, in lower case. */
export function mediaType(header: string | undefined): string {
  return (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
