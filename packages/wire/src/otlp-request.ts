import { decodeSafely } from "./decode-failure.ts";
import type { DecodeResult } from "./decode-result.ts";
import { parseJsonDocument } from "./json-document.ts";
import { JsonReader } from "./json-reader.ts";
import type { Message } from "./message.ts";
import { ProtobufReader } from "./protobuf-reader.ts";

export type OtlpEncoding = "protobuf" | "json";

/** Reads a request's body as one message and hands it to `convert`. */
export function decodeRequest<M, T>(
  type: Message<M>,
  bytes: Uint8Array,
  encoding: OtlpEncoding,
  convert: (message: M) => DecodeResult<T>,
): DecodeResult<T> {
  return decodeSafely(() => {
    const message =
      encoding === "protobuf"
        ? new ProtobufReader(bytes).root(type)
        : new JsonReader().message(type, parseJsonDocument(bytes));
    return convert(message);
  });
}
