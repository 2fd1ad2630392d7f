import { expositionNumber } from "./exposition-number.ts";
import {
  type ExpositionExemplar,
  ExpositionFailure,
  type ExpositionResult,
  type ExpositionSample,
  noExemplars,
} from "./exposition-sample.ts";
import type { MetricMetadata, MetricType } from "./series.ts";
import type { SeriesMemo } from "./series-memo.ts";
import {
  endOfBraces,
  endOfMetricName,
  endOfQuoted,
  isBlank,
  parseSeriesText,
  startsBraces,
  unescapeText,
} from "./series-text.ts";

export type TextFormat = "text" | "openmetrics";

const newline = 0x0a;
const space = 0x20;
const hash = 0x23;
const quote = 0x22;
const millisPerSecond = 1_000;

/**
 * Parses Prometheus text format 0.0.4, in which white space may separate anything, or OpenMetrics 1.0, in which one
 * space does. One wrong line makes the whole invalid, as in Prometheus.
 */
export function parseExpositionText(text: string, format: TextFormat, memo: SeriesMemo): ExpositionResult {
  const reader = new TextReader(text, format, memo);
  try {
    reader.read();
  } catch (failure) {
    if (!(failure instanceof ExpositionFailure)) throw failure;
    return { ok: false, line: reader.line, message: failure.message };
  }
  return { ok: true, samples: reader.samples, metadata: reader.metadata };
}

class TextReader {
  readonly samples: ExpositionSample[] = [];
  readonly metadata = new Map<string, MetricMetadata>();
  line = 0;
  readonly #text: string;
  readonly #isOpen: boolean;
  readonly #memo: SeriesMemo;
  #position = 0;
  /** That of the last `# TYPE`, which the following samples are taken to have. */
  #type: MetricType = "unknown";

  constructor(text: string, format: TextFormat, memo: SeriesMemo) {
    this.#text = text;
    this.#isOpen = format === "openmetrics";
    this.#memo = memo;
  }

  read(): void {
    const text = this.#text;
    let ended = false;
    while (this.#position < text.length) {
      this.line++;
      if (ended) throw new ExpositionFailure("text after # EOF");
      if (!this.#isOpen) this.#skipBlanks();
      const code = text.charCodeAt(this.#position);
      if (code === hash) ended = this.#comment();
      else if (code !== newline) this.#sample();
      else if (this.#isOpen) throw new ExpositionFailure("a blank line; OpenMetrics has none");
      else this.#position++;
    }
    if (!this.#isOpen || ended) return;
    this.line++;
    throw new ExpositionFailure("no # EOF at the end; the exposition may be cut");
  }

  #skipBlanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#position))) this.#position++;
  }

  /** Between the parts of a line. */
  #skipSeparator(): void {
    if (!this.#isOpen) this.#skipBlanks();
    else if (this.#text.charCodeAt(this.#position) === space) this.#position++;
  }

  #atLineEnd(): boolean {
    return this.#position >= this.#text.length || this.#text.charCodeAt(this.#position) === newline;
  }

  #endOfWord(): number {
    const text = this.#text;
    let position = this.#position;
    while (position < text.length) {
      const code = text.charCodeAt(position);
      if (code === newline || isBlank(code)) break;
      position++;
    }
    return position;
  }

  #number(what: string): number {
    const end = this.#endOfWord();
    const value = expositionNumber(this.#text, this.#position, end);
    if (value === undefined) throw new ExpositionFailure(`expected ${what}, a number`);
    this.#position = end;
    return value;
  }

  #sample(): void {
    const text = this.#text;
    const start = this.#position;
    let end = endOfMetricName(text, start);
    let brace = end;
    while (!this.#isOpen && isBlank(text.charCodeAt(brace))) brace++;
    if (startsBraces(text, brace)) end = endOfBraces(text, brace);
    else if (end === start) throw new ExpositionFailure("expected a metric name");
    const labels = this.#memo.labels(text.slice(start, end), this.#type, !this.#isOpen);
    this.#position = end;
    this.#skipSeparator();
    const value = this.#number("a value");
    let timestampMillis: number | undefined;
    let exemplars = noExemplars;
    if (!this.#atLineEnd()) {
      this.#skipSeparator();
      if (!this.#atLineEnd() && text.charCodeAt(this.#position) !== hash) {
        timestampMillis = this.#timestamp();
        this.#skipSeparator();
      }
      if (this.#isOpen && text.charCodeAt(this.#position) === hash) exemplars = [this.#exemplar()];
    }
    this.#endLine("text after the sample; expected the end of the line");
    this.samples.push({ labels, value, histogram: undefined, timestampMillis, exemplars });
  }

  /** Passes the end of the line. */
  #endLine(otherwise: string): void {
    if (!this.#isOpen) this.#skipBlanks();
    if (!this.#atLineEnd()) throw new ExpositionFailure(otherwise);
    this.#position++;
  }

  /** Milliseconds in the text format, seconds in OpenMetrics. */
  #timestamp(): number {
    const timestamp = this.#number("a timestamp");
    if (!Number.isFinite(timestamp)) throw new ExpositionFailure("a timestamp that is not finite");
    if (this.#isOpen) return Math.trunc(timestamp * millisPerSecond);
    if (!Number.isSafeInteger(timestamp)) {
      throw new ExpositionFailure("a timestamp that is not whole milliseconds");
    }
    return timestamp;
  }

  #exemplar(): ExpositionExemplar {
    this.#position++;
    this.#skipSeparator();
    if (!startsBraces(this.#text, this.#position)) throw new ExpositionFailure('expected "{"');
    const end = endOfBraces(this.#text, this.#position);
    // An exemplar has labels and no name; the parser wants one.
    const { __name__: _, ...labels } = parseSeriesText(`_${this.#text.slice(this.#position, end)}`, false);
    this.#position = end;
    this.#skipSeparator();
    const value = this.#number("an exemplar's value");
    if (this.#atLineEnd()) return { labels, value, timestampMillis: undefined };
    this.#skipSeparator();
    return { labels, value, timestampMillis: this.#timestamp() };
  }

  /** True for `# EOF`. */
  #comment(): boolean {
    const text = this.#text;
    const lineEnd = text.indexOf("\n", this.#position);
    const end = lineEnd === -1 ? text.length : lineEnd;
    if (this.#isOpen && text.slice(this.#position, end) === "# EOF") {
      this.#position = end + 1;
      return true;
    }
    this.#position++;
    this.#skipSeparator();
    const keywordEnd = Math.min(this.#endOfWord(), end);
    const keyword = text.slice(this.#position, keywordEnd);
    this.#position = keywordEnd;
    this.#skipSeparator();
    if (keyword === "HELP" || keyword === "TYPE" || (keyword === "UNIT" && this.#isOpen)) {
      this.#describe(keyword, end);
    } else if (this.#isOpen) {
      throw new ExpositionFailure("a comment; expected # HELP, # TYPE, # UNIT or # EOF");
    }
    this.#position = end + 1;
    return false;
  }

  #describe(keyword: "HELP" | "TYPE" | "UNIT", end: number): void {
    const text = this.#text;
    const start = this.#position;
    const isQuoted = text.charCodeAt(start) === quote;
    const nameEnd = isQuoted ? endOfQuoted(text, start) : endOfMetricName(text, start);
    if (nameEnd === start || nameEnd > end) throw new ExpositionFailure("expected a metric name");
    const family = isQuoted ? unescapeText(text.slice(start + 1, nameEnd - 1)) : text.slice(start, nameEnd);
    this.#position = nameEnd;
    this.#skipSeparator();
    const rest = text.slice(Math.min(this.#position, end), end);
    const known = this.metadata.get(family) ?? { type: "unknown", help: "", unit: "" };
    if (keyword === "HELP") this.metadata.set(family, { ...known, help: unescapeText(rest) });
    else if (keyword === "UNIT") {
      if (rest !== "" && !family.endsWith(`_${rest}`)) {
        throw new ExpositionFailure("a unit that does not end the metric's name");
      }
      this.metadata.set(family, { ...known, unit: rest });
    } else {
      this.#type = this.#typeOf(rest.trim());
      this.metadata.set(family, { ...known, type: this.#type });
    }
  }

  #typeOf(text: string): MetricType {
    const types = this.#isOpen ? openMetricsTypes : textTypes;
    const type = types.get(text);
    if (type !== undefined) return type;
    throw new ExpositionFailure(`an unknown metric type; expected ${[...types.keys()].join(", ")}`);
  }
}

const textTypes: ReadonlyMap<string, MetricType> = new Map([
  ["counter", "counter"],
  ["gauge", "gauge"],
  ["histogram", "histogram"],
  ["summary", "summary"],
  ["untyped", "unknown"],
  ["unknown", "unknown"],
]);

const openMetricsTypes: ReadonlyMap<string, MetricType> = new Map([
  ["counter", "counter"],
  ["gauge", "gauge"],
  ["histogram", "histogram"],
  ["gaugehistogram", "gaugehistogram"],
  ["summary", "summary"],
  ["info", "info"],
  ["stateset", "stateset"],
  ["unknown", "unknown"],
]);
