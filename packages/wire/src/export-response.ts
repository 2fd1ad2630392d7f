import { PbfWriter } from "pbf";
import type { OtlpEncoding } from "./otlp-request.ts";

export type OtlpSignal = "traces" | "logs" | "metrics";

export interface PartialSuccess {
  readonly rejected: number;
  /** Why, or a warning when nothing was rejected; empty when all is well. */
  readonly message: string;
}

/** pbf 5.1.2 writes characters from U+20000 wrongly, so strings are encoded here. */
const utf8 = new TextEncoder();

const rejectedNames: Readonly<Record<OtlpSignal, string>> = {
  traces: "rejectedSpans",
  logs: "rejectedLogRecords",
  metrics: "rejectedDataPoints",
};

/** The body of a 200: an `Export…ServiceResponse`, with `partial_success` only when there is something to say. */
export function encodeExportResponse(
  signal: OtlpSignal,
  { rejected, message }: PartialSuccess,
  encoding: OtlpEncoding,
): Uint8Array {
  const full = rejected === 0 && message === "";
  if (encoding === "json") {
    const partialSuccess = { [rejectedNames[signal]]: String(rejected), errorMessage: message };
    return utf8.encode(JSON.stringify(full ? {} : { partialSuccess }));
  }
  const writer = new PbfWriter();
  if (!full) {
    const writePartialSuccess = (_: undefined, inner: PbfWriter): void => {
      if (rejected !== 0) inner.writeVarintField(1, rejected);
      if (message !== "") inner.writeBytesField(2, utf8.encode(message));
    };
    writer.writeMessage(1, writePartialSuccess, undefined);
  }
  return writer.finish();
}

/** The body of an OTLP/HTTP error: `google.rpc.Status`. `code` is a gRPC status code, 3 for an invalid argument. */
export function encodeStatus(message: string, code: number, encoding: OtlpEncoding): Uint8Array {
  if (encoding === "json") return utf8.encode(JSON.stringify({ code, message }));
  const writer = new PbfWriter();
  if (code !== 0) writer.writeVarintField(1, code);
  if (message !== "") writer.writeBytesField(2, utf8.encode(message));
  return writer.finish();
}
