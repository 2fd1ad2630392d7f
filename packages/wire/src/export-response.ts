import { PbfWriter } from "pbf";
import { defineMessage } from "./message.ts";
import { one, oneMessage } from "./message-fields.ts";
import { decodeRequest, type OtlpEncoding } from "./otlp-request.ts";
import { string, varintCount } from "./scalars.ts";
import { utf8Bytes } from "./utf8-bytes.ts";

export type OtlpSignal = "traces" | "logs" | "metrics";

export interface PartialSuccess {
  readonly rejected: number;
  /** Why, or a warning when nothing was rejected; empty when all is well. */
  readonly message: string;
}

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
    return utf8Bytes(JSON.stringify(full ? {} : { partialSuccess }));
  }
  const writer = new PbfWriter();
  if (!full) {
    const writePartialSuccess = (_: undefined, inner: PbfWriter): void => {
      if (rejected !== 0) inner.writeVarintField(1, rejected);
      if (message !== "") inner.writeBytesField(2, utf8Bytes(message));
    };
    writer.writeMessage(1, writePartialSuccess, undefined);
  }
  return writer.finish();
}

const retryInfoType = "type.googleapis.com/google.rpc.RetryInfo";

interface PartialSuccessFields {
  readonly rejected: number;
  readonly errorMessage: string;
}

const partialSuccessMessage = defineMessage<PartialSuccessFields>({
  rejected: one(1, varintCount),
  errorMessage: one(2, string),
});
const exportResponseMessage = defineMessage<{ partialSuccess: PartialSuccessFields | undefined }>({
  partialSuccess: oneMessage(1, partialSuccessMessage),
});

/** How many records the receiver did not keep, by its answer in protobuf; 0 when it is no such answer. */
export function rejectedByReceiver(answer: Uint8Array): number {
  const decoded = decodeRequest(exportResponseMessage, answer, "protobuf", ({ partialSuccess }) => ({
    ok: true,
    value: partialSuccess?.rejected ?? 0,
    rejected: 0,
    message: "",
  }));
  return decoded.ok ? decoded.value : 0;
}

/**
 * `google.rpc.Status`: the body of an OTLP/HTTP error, and the details of a gRPC one. `code` is a gRPC status code, 3 for an
 * invalid argument. With a delay it carries a `RetryInfo`, without which a client does not repeat RESOURCE_EXHAUSTED.
 */
export function encodeStatus(
  message: string,
  code: number,
  encoding: OtlpEncoding,
  retryDelaySeconds = 0,
): Uint8Array {
  if (encoding === "json") {
    const details = [{ "@type": retryInfoType, retryDelay: `${retryDelaySeconds}s` }];
    return utf8Bytes(JSON.stringify({ code, message, ...(retryDelaySeconds > 0 ? { details } : {}) }));
  }
  const writer = new PbfWriter();
  if (code !== 0) writer.writeVarintField(1, code);
  if (message !== "") writer.writeBytesField(2, utf8Bytes(message));
  if (retryDelaySeconds > 0) writer.writeMessage(3, writeRetryInfo, retryDelaySeconds);
  return writer.finish();
}

/** A `RetryInfo` inside a `google.protobuf.Any`. */
function writeRetryInfo(delaySeconds: number, any: PbfWriter): void {
  any.writeStringField(1, retryInfoType);
  const writeDuration = (seconds: number, duration: PbfWriter): void => {
    duration.writeVarintField(1, seconds);
  };
  const retryInfo = new PbfWriter();
  retryInfo.writeMessage(1, writeDuration, delaySeconds);
  any.writeBytesField(2, retryInfo.finish());
}
