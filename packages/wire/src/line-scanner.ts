import { setOwn } from "./own-entry.ts";

/** What is wrong with an exposition's line. Becomes a result in `parseExposition`. */
export class ExpositionFailure extends Error {
  readonly code = "EXPOSITION_INVALID";
}

const space = 0x20;
const tab = 0x09;
const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/** Reads one line of an exposition from left to right, without copying it. */
export class LineScanner {
  readonly #text: string;
  readonly #end: number;
  #position: number;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#end = end;
    this.#position = start;
    this.skipBlanks();
  }

  get position(): number {
    return this.#position;
  }

  atEnd(): boolean {
    return this.#position >= this.#end;
  }

  startsWith(character: string): boolean {
    return this.#position < this.#end && this.#text[this.#position] === character;
  }

  skipBlanks(): void {
    while (this.#position < this.#end && isBlank(this.#text.charCodeAt(this.#position))) this.#position++;
  }

  expect(character: string): void {
    if (!this.startsWith(character)) throw new ExpositionFailure(`expected "${character}"`);
    this.#position++;
  }

  /** Up to the next blank. */
  word(): string {
    const start = this.#position;
    while (this.#position < this.#end && !isBlank(this.#text.charCodeAt(this.#position))) this.#position++;
    return this.#text.slice(start, this.#position);
  }

  rest(): string {
    const text = this.#text.slice(this.#position, this.#end);
    this.#position = this.#end;
    return text;
  }

  metricName(): string {
    return this.#name("a metric name", true);
  }

  #name(what: string, colons: boolean): string {
    const start = this.#position;
    while (this.#position < this.#end) {
      const code = this.#text.charCodeAt(this.#position);
      if (!isNameCode(code, this.#position > start) && !(colons && code === colon)) break;
      this.#position++;
    }
    if (this.#position === start) throw new ExpositionFailure(`expected ${what}`);
    return this.#text.slice(start, this.#position);
  }

  /** `{a="b", "quoted name"="c"}`; a quoted string alone is the metric's name (Prometheus 3 syntax). */
  labels(labels: Record<string, string>): void {
    this.expect("{");
    this.skipBlanks();
    while (!this.startsWith("}")) {
      const isQuoted = this.startsWith('"');
      const name = isQuoted ? this.quoted() : this.#name("a label name", false);
      this.skipBlanks();
      if (isQuoted && !this.startsWith("=")) this.#setLabel(labels, "__name__", name);
      else {
        this.expect("=");
        this.skipBlanks();
        this.#setLabel(labels, name, this.quoted());
        this.skipBlanks();
      }
      if (!this.startsWith(",")) break;
      this.#position++;
      this.skipBlanks();
    }
    this.expect("}");
  }

  #setLabel(labels: Record<string, string>, name: string, value: string): void {
    if (Object.hasOwn(labels, name)) throw new ExpositionFailure("a label name twice; expected each once");
    setOwn(labels, name, value);
  }

  /** A string in double quotes with the escapes `\\`, `\"` and `\n`. */
  quoted(): string {
    this.expect('"');
    const start = this.#position;
    let escaped = false;
    while (this.#position < this.#end) {
      const code = this.#text.charCodeAt(this.#position);
      if (code === quote) {
        const text = this.#text.slice(start, this.#position++);
        return escaped ? unescapeValue(text) : text;
      }
      if (code === backslash) {
        escaped = true;
        this.#position++;
      }
      this.#position++;
    }
    this.#position = this.#end;
    throw new ExpositionFailure("an unclosed string; expected a closing quote");
  }

  number(what: string): number {
    const text = this.word();
    const value = numberOf(text);
    if (value === undefined) throw new ExpositionFailure(`expected ${what}, a number`);
    return value;
  }
}

function isBlank(code: number): boolean {
  return code === space || code === tab;
}

function isNameCode(code: number, digits: boolean): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    (digits && code >= 0x30 && code <= 0x39)
  );
}

/** An unknown escape stays as it is, as in Prometheus. */
function unescapeValue(text: string): string {
  return text.replace(/\\([\\n"])/g, (_, character: string) => (character === "n" ? "\n" : character));
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const named: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
  ["+infinity", Number.POSITIVE_INFINITY],
  ["-infinity", Number.NEGATIVE_INFINITY],
]);

function numberOf(text: string): number | undefined {
  return decimal.test(text) ? Number(text) : named.get(text.toLowerCase());
}
