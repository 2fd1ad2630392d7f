import { promisify } from "node:util";
import { deflate, gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";

const compress = { gzip: promisify(gzip), deflate: promisify(deflate) } as const;
/** Shorter answers gain nothing. */
const minCompressedBytes = 1_024;
/** Query answers are long and repetitive; a higher level costs more time than it saves. */
const level = 1;

/** Compresses answers for clients that take gzip or deflate: the first of the two that they name. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (reply.statusCode === 405) return payload;
    const vary = reply.getHeader("vary");
    reply.header("vary", vary === undefined ? "Accept-Encoding" : ["Accept-Encoding", String(vary)]);
    if (typeof payload !== "string" || payload.length < minCompressedBytes) return payload;
    const encoding = acceptedEncoding(request.headers["accept-encoding"] ?? "");
    if (encoding === undefined) return payload;
    const compressed = await compress[encoding](payload, { level });
    reply.header("content-encoding", encoding).removeHeader("content-length");
    return compressed;
  });
}

function acceptedEncoding(header: string): "gzip" | "deflate" | undefined {
  for (const clause of header.split(",")) {
    const [name, ...parameters] = clause.split(";").map((part) => part.trim().toLowerCase());
    if (parameters.some((parameter) => /^q=0(?:\.0*)?$/u.test(parameter))) continue;
    if (name === "gzip" || name === "deflate") return name;
  }
  return undefined;
}
