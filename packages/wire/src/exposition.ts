import { type ProtobufOptions, parseExpositionProtobuf } from "./exposition-protobuf.ts";
import type { ExpositionResult } from "./exposition-sample.ts";
import { parseExpositionText } from "./exposition-text.ts";
import { createSeriesMemo, type SeriesMemo } from "./series-memo.ts";

export type ExpositionFormat = "text" | "openmetrics" | "protobuf";

const formats: Readonly<Record<string, ExpositionFormat>> = {
  "text/plain": "text",
  "application/openmetrics-text": "openmetrics",
  "application/vnd.google.protobuf": "protobuf",
};

/** The format that a `Content-Type` names; `undefined` for one that is none of an exposition. */
export function expositionFormat(contentType: string): ExpositionFormat | undefined {
  const mediaType = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  return Object.hasOwn(formats, mediaType) ? formats[mediaType] : undefined;
}

export interface ExpositionOptions extends ProtobufOptions {
  /** Of the same target's earlier expositions; see `SeriesMemo`. */
  readonly memo: SeriesMemo;
}

export function defaultExpositionOptions(): ExpositionOptions {
  return { memo: createSeriesMemo(), nativeHistograms: true, classicBesideNative: false };
}

/** Parses what a target's `/metrics` answers. */
export function parseExposition(
  body: Uint8Array,
  format: ExpositionFormat,
  options: ExpositionOptions,
): ExpositionResult {
  if (format === "protobuf") return parseExpositionProtobuf(body, options);
  const text = decodeText(body);
  return typeof text === "string" ? parseExpositionText(text, format, options.memo) : text;
}

const newline = 0x0a;

/** The text, or which line is not UTF-8. */
function decodeText(body: Uint8Array): string | ExpositionResult {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(body);
  } catch {
    // Which line is sought only now: a newline is never part of a longer UTF-8 sequence.
  }
  let line = 1;
  for (let start = 0; start < body.length; line++) {
    const found = body.indexOf(newline, start);
    const end = found === -1 ? body.length : found;
    try {
      decoder.decode(body.subarray(start, end));
    } catch {
      break;
    }
    start = end + 1;
  }
  return { ok: false, line, message: "text that is not UTF-8" };
}
