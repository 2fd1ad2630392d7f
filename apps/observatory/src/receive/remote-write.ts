import {
  decodeRemoteWriteV1,
  decodeRemoteWriteV2,
  describeDecodeError,
  uncompressSnappy,
} from "@voiceassist/wire";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuseOtherMethods } from "../http/allowed-methods.ts";
import type { RejectionReason } from "../own/observatory-metrics.ts";
import type { RemoteWritten } from "../redact/remote-write-door.ts";
import {
  acceptBytes,
  answerErrorsInText,
  decompressedLimitBytes,
  mediaType,
  receivedBytes,
  refuseInText,
} from "./body.ts";
import { ingest } from "./ingest.ts";
import type { ReceiverParts } from "./receiver-parts.ts";

const boundary = "remote_write";
/** Most requests fit: what is decompressed is decoded before anything waits, and not needed after. */
const scratchBytes = 1_024 * 1_024;
const versionOfMessage: ReadonlyMap<string, 1 | 2> = new Map([
  ["prometheus.WriteRequest", 1],
  ["io.prometheus.write.v2.Request", 2],
]);

/**
 * Prometheus remote write 1.0 and 2.0. 204 after the commit of all samples. When some cannot be kept the others are,
 * and the answer is a 400, which a sender does not repeat; what may be repeated is a 429 or a 503.
 */
export function remoteWriteReceiver({
  doors,
  metrics,
  onFailure,
}: ReceiverParts): (app: FastifyInstance) => void {
  const scratch = new Uint8Array(scratchBytes);
  return (app) => {
    acceptBytes(app);
    answerErrorsInText(app, boundary, { metrics, onFailure });
    app.post("/api/v1/write", receive);
    refuseOtherMethods(app, "/api/v1/write", ["POST"]);
  };

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const version = versionOf(request.headers["content-type"]);
    if (version === undefined) {
      rejected("media_type");
      return refuseInText(
        reply,
        415,
        `send application/x-protobuf, its proto ${[...versionOfMessage.keys()].join(" or ")}`,
      );
    }
    const encoding = request.headers["content-encoding"]?.trim().toLowerCase() ?? "";
    if (encoding !== "" && encoding !== "snappy") {
      rejected("encoding");
      return refuseInText(reply, 415, "the content encoding is not supported; send snappy");
    }
    const block = uncompressSnappy(receivedBytes(request), decompressedLimitBytes, scratch);
    if (!block.ok) {
      rejected(block.isTooLarge ? "too_large" : "encoding");
      return refuseInText(reply, block.isTooLarge ? 413 : 400, `snappy: ${describeDecodeError(block.error)}`);
    }
    const decoded =
      version === 1
        ? decodeRemoteWriteV1(block.bytes, doors.remoteWrite.encoded)
        : decodeRemoteWriteV2(block.bytes, doors.remoteWrite.know);
    if (!decoded.ok) {
      rejected("malformed");
      return refuseInText(reply, 400, describeDecodeError(decoded.error));
    }
    const source = { boundary, signal: "metrics", sizeBytes: block.bytes.length } as const;
    const ingested = await ingest(metrics, onFailure, source, () => doors.remoteWrite.write(decoded.value));
    if (ingested.kind === "refused") {
      const { status, message, retryAfterSeconds } = ingested.refusal;
      if (status !== 400) reply.header("retry-after", retryAfterSeconds);
      if (version === 2) writtenHeaders(reply, { samples: 0, histograms: 0, exemplars: 0 });
      return refuseInText(reply, status, message);
    }
    if (version === 2) writtenHeaders(reply, ingested.kept);
    const problem = problemOf(ingested.kept);
    if (problem === undefined) return reply.code(204).send();
    metrics.recordsRejected.add({ boundary, signal: "metrics" }, problem.records);
    return refuseInText(reply, 400, problem.message);
  }

  function rejected(reason: RejectionReason): void {
    metrics.requestsRejected.add({ boundary, reason }, 1);
  }
}

/** Without a media type, and without its `proto`, it is version 1. */
function versionOf(header: string | undefined): 1 | 2 | undefined {
  if (header === undefined) return 1;
  if (mediaType(header) !== "application/x-protobuf") return undefined;
  const parameter = /;\s*proto\s*=\s*"?(?<message>[\w.]+)"?/iu.exec(header);
  return parameter === null ? 1 : versionOfMessage.get(parameter.groups?.message ?? "");
}

function writtenHeaders(
  reply: FastifyReply,
  written: Pick<RemoteWritten, "samples" | "histograms" | "exemplars">,
): void {
  reply.header("X-Prometheus-Remote-Write-Samples-Written", written.samples);
  reply.header("X-Prometheus-Remote-Write-Histograms-Written", written.histograms);
  reply.header("X-Prometheus-Remote-Write-Exemplars-Written", written.exemplars);
}

/** In the words of Prometheus, with counts; `undefined` when everything is kept. */
function problemOf(
  written: RemoteWritten,
): { readonly records: number; readonly message: string } | undefined {
  const { outOfOrder, tooOld, duplicate } = written.refused;
  const samples = [
    ["out of order sample", outOfOrder],
    ["duplicate sample for timestamp", duplicate],
    ["out of bounds", tooOld + written.tooNew],
  ] as const;
  const reasons = [
    ...samples.filter(([, count]) => count > 0).map(([text, count]) => `${text} (${count})`),
    ...[...written.invalidSeries].map(([text, count]) => `${text} (${count})`),
  ];
  if (reasons.length === 0) return undefined;
  const invalid = [...written.invalidSeries.values()].reduce((sum, count) => sum + count, 0);
  const records = samples.reduce((sum, [, count]) => sum + count, invalid);
  return { records, message: `${reasons.join("; ")}; the rest was kept` };
}
