import { Readable } from "node:stream";
import { compileMatcher, type LabelMatcher, type Labels, type Series } from "@voiceassist/promql";
import {
  compressSnappy,
  decodeRemoteRead,
  describeDecodeError,
  encodeChunkedSeries,
  encodeReadResponse,
  type RemoteReadMatcher,
  type RemoteReadQuery,
  uncompressSnappy,
} from "@voiceassist/wire";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuseOtherMethods } from "../../http/allowed-methods.ts";
import { clientStatus, statusText } from "../../http/create-listener.ts";
import { acceptBytes, decompressedLimitBytes, receivedBytes, refuseInText } from "../../receive/body.ts";
import { redactMessage } from "../../redact/redact-message.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import type { ReloadableConfig } from "../../scrape/reloadable-config.ts";
import { storeAnswer } from "./envelope.ts";
import { compareLabels, sortedLabels } from "./sorted-labels.ts";

/** A client asks once for each selector of a query. */
const maxQueries = 100;

interface ReadParts {
  readonly metrics: StoreReader["metrics"];
  readonly config: ReloadableConfig;
  /** In all answers to one request. */
  readonly maxSamples: number;
  readonly onFailure: (error: unknown) => void;
}

/** `POST /api/v1/read`: remote read, with samples or with streamed chunks, whichever the client names first. */
export function remoteReadRoute(parts: ReadParts): (app: FastifyInstance) => void {
  const { metrics, config, maxSamples, onFailure } = parts;
  return (app) => {
    acceptBytes(app);
    app.setErrorHandler((error, _request, reply) => {
      const known = storeAnswer(error);
      if (known !== undefined && !known.ok) return refuseInText(reply, 500, known.error);
      const status = clientStatus(error as Parameters<typeof clientStatus>[0]);
      if (status === 500) onFailure(error);
      return refuseInText(
        reply,
        status,
        status === 500 ? "the query could not be answered" : statusText(status),
      );
    });
    app.post("/api/v1/read", answer);
    refuseOtherMethods(app, "/api/v1/read", ["POST"]);
  };

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const block = uncompressSnappy(receivedBytes(request), decompressedLimitBytes);
    if (!block.ok) {
      return block.isTooLarge
        ? refuseInText(reply, 413, statusText(413))
        : refuseInText(reply, 400, "snappy: corrupt input");
    }
    const decoded = decodeRemoteRead(block.bytes);
    if (!decoded.ok) return refuseInText(reply, 400, describeDecodeError(decoded.error));
    const { queries, responseType } = decoded.value;
    if (responseType === undefined) {
      const supported = "supported: map[SAMPLES:{} STREAMED_XOR_CHUNKS:{}]";
      return refuseInText(
        reply,
        400,
        `server does not support any of the requested response types; ${supported}`,
      );
    }
    if (queries.length > maxQueries) return refuseInText(reply, 400, `more than ${maxQueries} queries`);
    const { externalLabels } = config.current();
    const results: (readonly Series[])[] = [];
    let samples = 0;
    for (const query of queries) {
      const matchers = query.matchers.map((matcher) => withoutExternal(matcher, externalLabels));
      const problem = regexProblem(matchers);
      if (problem !== undefined) return refuseInText(reply, 400, redactMessage(problem));
      const series = await select(query, matchers);
      samples += series.reduce((total, { timestamps }) => total + timestamps.length, 0);
      if (samples > maxSamples) return refuseInText(reply, 400, `exceeded sample limit (${maxSamples})`);
      results.push(answered(series, externalLabels));
    }
    if (responseType === "samples") {
      return reply
        .header("content-type", "application/x-protobuf")
        .header("content-encoding", "snappy")
        .send(compressSnappy(encodeReadResponse(results)));
    }
    return reply
      .header("content-type", "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse")
      .send(Readable.from(frames(results), { objectMode: false }));
  }

  async function select(
    { fromMillis, toMillis }: RemoteReadQuery,
    matchers: readonly LabelMatcher[],
  ): Promise<readonly Series[]> {
    if (toMillis < fromMillis) return [];
    return metrics.select({ matchers, afterMillis: fromMillis - 1, untilMillis: toMillis });
  }
}

function* frames(results: readonly (readonly Series[])[]): Iterable<Uint8Array> {
  for (const [index, series] of results.entries()) {
    for (const one of series) yield* encodeChunkedSeries(one, index);
  }
}

/** What is stored has no external labels: a matcher that asks for one asks for a series without it. */
function withoutExternal(matcher: RemoteReadMatcher, externalLabels: Labels): LabelMatcher {
  const { name, operator, value } = matcher;
  const isExternal =
    operator === "=" && Object.hasOwn(externalLabels, name) && externalLabels[name] === value;
  return isExternal ? { name, operator, value: "" } : matcher;
}

function regexProblem(matchers: readonly LabelMatcher[]): string | undefined {
  for (const matcher of matchers) {
    const compiled = compileMatcher(matcher);
    if (!compiled.ok) return compiled.message;
  }
  return undefined;
}

function answered(series: readonly Series[], externalLabels: Labels): readonly Series[] {
  return series
    .filter(({ timestamps }) => timestamps.length > 0)
    .map((one) => ({ ...one, labels: sortedLabels({ ...externalLabels, ...one.labels }) }))
    .sort((left, right) => compareLabels(left.labels, right.labels));
}
