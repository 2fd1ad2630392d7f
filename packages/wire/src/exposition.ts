import type { Labels } from "./labels.ts";
import { ExpositionFailure, LineScanner } from "./line-scanner.ts";
import type { MetricMetadata, MetricType } from "./series.ts";

export interface ExpositionExemplar {
  readonly labels: Labels;
  readonly value: number;
  readonly timestampMillis?: number;
}

export interface ExpositionSample {
  /** With the metric's name as `__name__`. */
  readonly labels: Labels;
  readonly value: number;
  /** Absent when the exposition leaves the time to the scrape. */
  readonly timestampMillis?: number;
  readonly exemplar?: ExpositionExemplar;
}

export interface Exposition {
  readonly ok: true;
  readonly samples: readonly ExpositionSample[];
  /** By metric family. An OpenMetrics counter's family is its name without `_total`. */
  readonly metadata: ReadonlyMap<string, MetricMetadata>;
}

export interface InvalidExposition {
  readonly ok: false;
  /** From 1. */
  readonly line: number;
  /** What was wrong and what would be right. Never quotes values. */
  readonly message: string;
}

export type ExpositionResult = Exposition | InvalidExposition;

type Format = "text" | "openmetrics";

const millisPerSecond = 1_000;

/**
 * Parses what a target's `/metrics` answers: Prometheus text format 0.0.4, or OpenMetrics 1.0 when `contentType` says
 * `application/openmetrics-text`. One wrong line makes the scrape invalid, as in Prometheus.
 */
export function parseExposition(text: string, contentType: string): ExpositionResult {
  const format = contentType.trimStart().toLowerCase().startsWith("application/openmetrics-text")
    ? "openmetrics"
    : "text";
  const samples: ExpositionSample[] = [];
  const metadata = new Map<string, MetricMetadata>();
  let line = 0;
  let ended = false;
  try {
    for (let start = 0; start < text.length; ) {
      line++;
      const newline = text.indexOf("\n", start);
      const end = newline === -1 ? text.length : newline;
      const scanner = new LineScanner(text, start, end);
      start = end + 1;
      if (ended) throw new ExpositionFailure("text after # EOF");
      if (scanner.atEnd()) continue;
      if (!scanner.startsWith("#")) samples.push(sampleOf(scanner, format));
      else if (format === "openmetrics" && text.slice(scanner.position, end) === "# EOF") ended = true;
      else noteMetadata(scanner, metadata, format);
    }
    if (format === "openmetrics" && !ended) {
      line++;
      throw new ExpositionFailure("no # EOF at the end; the exposition may be cut");
    }
  } catch (failure) {
    if (failure instanceof ExpositionFailure) return { ok: false, line, message: failure.message };
    throw failure;
  }
  return { ok: true, samples, metadata };
}

function sampleOf(scanner: LineScanner, format: Format): ExpositionSample {
  const labels: Record<string, string> = {};
  if (!scanner.startsWith("{")) labels.__name__ = scanner.metricName();
  scanner.skipBlanks();
  if (scanner.startsWith("{")) scanner.labels(labels);
  if (labels.__name__ === undefined) throw new ExpositionFailure("a sample without a metric name");
  scanner.skipBlanks();
  const value = scanner.number("a value");
  scanner.skipBlanks();
  if (scanner.atEnd()) return { labels, value };
  const timestamp = scanner.startsWith("#") ? {} : timestampOf(scanner, format);
  scanner.skipBlanks();
  if (scanner.atEnd()) return { labels, value, ...timestamp };
  if (format === "openmetrics" && scanner.startsWith("#")) {
    return { labels, value, ...timestamp, exemplar: exemplarOf(scanner) };
  }
  throw new ExpositionFailure("text after the sample; expected the end of the line");
}

/** Milliseconds in the text format, seconds in OpenMetrics. */
function timestampOf(scanner: LineScanner, format: Format): { readonly timestampMillis: number } {
  const timestamp = scanner.number("a timestamp");
  if (!Number.isFinite(timestamp)) throw new ExpositionFailure("a timestamp that is not finite");
  if (format === "openmetrics") return { timestampMillis: Math.round(timestamp * millisPerSecond) };
  if (!Number.isSafeInteger(timestamp))
    throw new ExpositionFailure("a timestamp that is not whole milliseconds");
  return { timestampMillis: timestamp };
}

function exemplarOf(scanner: LineScanner): ExpositionExemplar {
  scanner.expect("#");
  scanner.skipBlanks();
  const labels: Record<string, string> = {};
  scanner.labels(labels);
  scanner.skipBlanks();
  const value = scanner.number("an exemplar's value");
  scanner.skipBlanks();
  if (scanner.atEnd()) return { labels, value };
  const timestamp = timestampOf(scanner, "openmetrics");
  scanner.skipBlanks();
  if (!scanner.atEnd()) throw new ExpositionFailure("text after the exemplar; expected the end of the line");
  return { labels, value, ...timestamp };
}

const metricTypes: Readonly<Record<Format, ReadonlyMap<string, MetricType>>> = {
  text: new Map<string, MetricType>([
    ["counter", "counter"],
    ["gauge", "gauge"],
    ["histogram", "histogram"],
    ["summary", "summary"],
    ["untyped", "unknown"],
    ["unknown", "unknown"],
  ]),
  openmetrics: new Map<string, MetricType>([
    ["counter", "counter"],
    ["gauge", "gauge"],
    ["histogram", "histogram"],
    ["gaugehistogram", "gaugehistogram"],
    ["summary", "summary"],
    ["info", "info"],
    ["stateset", "stateset"],
    ["unknown", "unknown"],
  ]),
};

const noMetadata: MetricMetadata = { type: "unknown", help: "", unit: "" };

function noteMetadata(scanner: LineScanner, metadata: Map<string, MetricMetadata>, format: Format): void {
  scanner.expect("#");
  scanner.skipBlanks();
  const keyword = scanner.word();
  if (keyword !== "HELP" && keyword !== "TYPE" && !(keyword === "UNIT" && format === "openmetrics")) {
    if (format === "openmetrics")
      throw new ExpositionFailure("a comment; expected # HELP, # TYPE, # UNIT or # EOF");
    return;
  }
  scanner.skipBlanks();
  const family = scanner.startsWith('"') ? scanner.quoted() : scanner.metricName();
  scanner.skipBlanks();
  const known = metadata.get(family) ?? noMetadata;
  if (keyword === "HELP") metadata.set(family, { ...known, help: unescapeHelp(scanner.rest()) });
  else if (keyword === "UNIT") metadata.set(family, { ...known, unit: scanner.rest().trim() });
  else {
    const type = metricTypes[format].get(scanner.rest().trim());
    if (type === undefined) {
      throw new ExpositionFailure(
        `an unknown metric type; expected ${[...metricTypes[format].keys()].join(", ")}`,
      );
    }
    metadata.set(family, { ...known, type });
  }
}

function unescapeHelp(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\([\\n"])/g, (_, character: string) => (character === "n" ? "\n" : character));
}
