import { ExpositionFailure } from "./exposition-sample.ts";
import type { Labels } from "./labels.ts";
import { setOwn } from "./own-entry.ts";

const tab = 0x09;
const newline = 0x0a;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const equals = 0x3d;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

export function isBlank(code: number): boolean {
  return code === space || code === tab;
}

function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Where the metric name that starts here ends; `start` itself when there is none. */
export function endOfMetricName(text: string, start: number): number {
  let position = start;
  let code = text.charCodeAt(position);
  while (isNameStart(code) || code === colon || (position > start && isDigit(code))) {
    code = text.charCodeAt(++position);
  }
  return position;
}

/** Where the quoted string that starts here ends, after its closing quote. */
export function endOfQuoted(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === quote) return position + 1;
    if (code === backslash) position++;
    else if (code === newline) break;
  }
  throw new ExpositionFailure("an unclosed string; expected a closing quote");
}

/** Where the braces that open here close, after the closing one. */
export function endOfBraces(text: string, start: number): number {
  for (let position = start + 1; position < text.length; ) {
    const code = text.charCodeAt(position);
    if (code === closeBrace) return position + 1;
    if (code === newline) break;
    position = code === quote ? endOfQuoted(text, position) : position + 1;
  }
  throw new ExpositionFailure('expected "}"');
}

/**
 * Reads `name{a="b", "quoted name"="c"}` or `{"quoted metric name", a="b"}` (the syntax of Prometheus 3), which is the
 * whole of `text`. Labels with an empty value are kept. `blanks`: whether white space may stand between the parts.
 */
export function parseSeriesText(text: string, blanks: boolean): Labels {
  const labels: Record<string, string> = {};
  let position = endOfMetricName(text, 0);
  if (position > 0) labels.__name__ = text.slice(0, position);
  const skipBlanks = (): void => {
    while (blanks && isBlank(text.charCodeAt(position))) position++;
  };
  skipBlanks();
  if (position < text.length) {
    position++;
    skipBlanks();
    while (text.charCodeAt(position) !== closeBrace) {
      readPair();
      skipBlanks();
      if (text.charCodeAt(position) !== comma) break;
      position++;
      skipBlanks();
    }
    if (text.charCodeAt(position) !== closeBrace) throw new ExpositionFailure('expected "}"');
  }
  if (labels.__name__ === undefined) throw new ExpositionFailure("a sample without a metric name");
  return labels;

  function readPair(): void {
    const isQuoted = text.charCodeAt(position) === quote;
    const name = isQuoted ? quoted() : labelName();
    skipBlanks();
    if (isQuoted && text.charCodeAt(position) !== equals) {
      set("__name__", name);
      return;
    }
    if (text.charCodeAt(position) !== equals) throw new ExpositionFailure('expected "="');
    position++;
    skipBlanks();
    if (text.charCodeAt(position) !== quote) throw new ExpositionFailure('expected """');
    set(name, quoted());
  }

  function set(name: string, value: string): void {
    if (Object.hasOwn(labels, name)) throw new ExpositionFailure("a label name twice; expected each once");
    setOwn(labels, name, value);
  }

  function labelName(): string {
    const start = position;
    let code = text.charCodeAt(position);
    while (isNameStart(code) || (position > start && isDigit(code))) code = text.charCodeAt(++position);
    if (position === start) throw new ExpositionFailure("expected a label name");
    return text.slice(start, position);
  }

  function quoted(): string {
    const start = position;
    position = endOfQuoted(text, start);
    return unescapeText(text.slice(start + 1, position - 1));
  }
}

export function startsBraces(text: string, position: number): boolean {
  return text.charCodeAt(position) === openBrace;
}

/** The escapes `\\`, `\"` and `\n`; an unknown one stays as it is, as in Prometheus. */
export function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\([\\n"])/g, (_, character: string) => (character === "n" ? "\n" : character));
}
