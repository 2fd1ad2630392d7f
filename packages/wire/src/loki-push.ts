import { decodeSafely } from "./decode-failure.ts";
import type { DecodeResult } from "./decode-result.ts";
import { maxInt64 } from "./integer-range.ts";
import { parseJsonDocument } from "./json-document.ts";
import { JsonReader } from "./json-reader.ts";
import type { Labels } from "./labels.ts";
import type { LogEntry, LogStream } from "./log-stream.ts";
import { setOwn } from "./own-entry.ts";
import { prometheusLabelName } from "./prometheus-name.ts";

/** Decodes the JSON body of `POST /loki/api/v1/push`. One bad entry makes the request malformed, as in Loki. */
export function decodeLokiPush(body: Uint8Array | string): DecodeResult<readonly LogStream[]> {
  return decodeSafely(() => {
    const reader = new JsonReader();
    const request = reader.object(parseJsonDocument(body));
    const streams = reader.at("streams", () =>
      reader
        .array(request.streams)
        .map((stream, index) => reader.at(index, () => streamOf(reader, reader.object(stream)))),
    );
    return { ok: true, value: streams, rejected: 0, message: "" };
  });
}

/** The body that `decodeLokiPush` reads back, and Loki takes. */
export function encodeLokiPush(streams: readonly LogStream[]): string {
  return JSON.stringify({
    streams: streams.map((stream) => ({
      stream: stream.labels,
      values: stream.entries.map(({ timeUnixNano, line, metadata }) =>
        Object.keys(metadata).length === 0
          ? [String(timeUnixNano), line]
          : [String(timeUnixNano), line, metadata],
      ),
    })),
  });
}

function streamOf(reader: JsonReader, stream: Readonly<Record<string, unknown>>): LogStream {
  const labels = reader.at("stream", () => streamLabels(reader, stream.stream));
  const entries = reader.at("values", () =>
    reader.array(stream.values).map((value, index) => reader.at(index, () => entryOf(reader, value))),
  );
  return { labels, entries };
}

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function streamLabels(reader: JsonReader, source: unknown): Labels {
  const labels: Record<string, string> = {};
  const names = Object.entries(reader.object(source));
  if (names.length === 0) reader.fail("a stream without labels", "at least one label");
  for (const [name, value] of names) {
    if (!labelName.test(name)) reader.fail("an invalid label name", "letters, digits and underscores");
    setOwn(labels, name, reader.string(value));
  }
  return labels;
}

const nanosecondText = /^\d{1,19}$/;

function entryOf(reader: JsonReader, value: unknown): LogEntry {
  const [time, line, metadata = {}] = reader.array(value);
  const timeUnixNano = reader.at(0, () => {
    const text = reader.string(time);
    const nanoseconds = nanosecondText.test(text) ? BigInt(text) : maxInt64 + 1n;
    return nanoseconds > maxInt64
      ? reader.fail("not a timestamp", "Unix nanoseconds as a string of digits")
      : nanoseconds;
  });
  return {
    timeUnixNano,
    line: reader.at(1, () => reader.string(line)),
    metadata: reader.at(2, () => entryMetadata(reader, metadata)),
  };
}

function entryMetadata(reader: JsonReader, source: unknown): Labels {
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(reader.object(source))) {
    setOwn(metadata, prometheusLabelName(name), reader.string(value));
  }
  return metadata;
}
