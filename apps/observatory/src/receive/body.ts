import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import type { FastifyInstance } from "fastify";

/** As received. */
const compressedLimitBytes = 16 * 1_024 * 1_024;
/** After decompression; a gzip bomb is stopped here. */
export const decompressedLimitBytes: number = 32 * 1_024 * 1_024;

export type Body =
  | { readonly kind: "body"; readonly bytes: Uint8Array }
  | { readonly kind: "too_large" }
  | { readonly kind: "encoding"; readonly reason: string };

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

/** Undoes `Content-Encoding`: gzip, deflate (zlib format, RFC 9110 section 8.4.1.2) or none. */
export async function decompress(bytes: Uint8Array, encoding: string | undefined): Promise<Body> {
  const options = { maxOutputLength: decompressedLimitBytes };
  try {
    switch (encoding?.trim().toLowerCase() ?? "") {
      case "":
      case "identity":
        return bytes.length > decompressedLimitBytes ? { kind: "too_large" } : { kind: "body", bytes };
      case "gzip":
      case "x-gzip":
        return { kind: "body", bytes: await gunzipBounded(bytes, options) };
      case "deflate":
        return { kind: "body", bytes: await inflateBounded(bytes, options) };
      default:
        return {
          kind: "encoding",
          reason: "the content encoding is not supported; send gzip, deflate or none",
        };
    }
  } catch (error) {
    if (error instanceof RangeError) return { kind: "too_large" };
    return { kind: "encoding", reason: "the body is not what its content encoding says" };
  }
}

/** The media type without its parameters, in lower case. */
export function mediaType(header: string | undefined): string {
  return (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
