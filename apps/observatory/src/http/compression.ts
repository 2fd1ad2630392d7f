import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";

const compress = promisify(gzip);
/** Shorter answers gain nothing. */
const minCompressedBytes = 1_024;
/** Query answers are long and repetitive; a higher level costs more time than it saves. */
const level = 1;

/** Compresses answers for clients that take gzip. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (typeof payload !== "string" || payload.length < minCompressedBytes) return payload;
    if (!/\bgzip\b(?!;\s*q=0(?:\.0*)?(?:,|$))/u.test(request.headers["accept-encoding"] ?? ""))
      return payload;
    const compressed = await compress(payload, { level });
    reply.header("content-encoding", "gzip").header("vary", "Accept-Encoding").removeHeader("content-length");
    return compressed;
  });
}
