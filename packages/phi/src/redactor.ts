import type { PhiKind } from "./phi-kind.ts";

/** What was found, as offsets into the text that was given: `text.slice(start, end)` is the identifier. */
export interface PhiSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: PhiKind;
}

/** Called once for every redaction; the caller adds the boundary and the signal and counts. */
export type RedactionListener = (kind: PhiKind | "failure", count: number) => void;

/** See `Redactor.stream`. */
export interface TextStream {
  /** Takes the next piece, cut anywhere; returns what is certain to be redacted, which may be nothing yet. */
  push(chunk: string): string;
  /** Returns the rest. Nothing can be pushed afterwards: it would be dropped. */
  end(): string;
}

/** Redacts by one policy. Pure but for the listener: no I/O, no clock, no global state. Never throws. */
export interface Redactor {
  /** The text with every identifier replaced by its typed placeholder, `[REDACTED:SSN]`. The same string when nothing was found. */
  text(text: string): string;
  /** The value with every string (and key) in it redacted; fields whose names identify are replaced whole. Never mutates its input. */
  value<T>(value: T): T;
  /** One named field: as `value({ [name]: value })[name]`. */
  field(name: string, value: unknown): unknown;
  /** A URL or path: query values, userinfo, fragments and identifying path segments are replaced; host and route survive. */
  url(url: string): string;
  /** A statement: its literals become placeholders or `?`; its shape and numbers of up to four digits survive. */
  sql(statement: string): string;
  /** HL7 v2 messages by the policy's `hl7` rules: separators and empty fields survive. */
  hl7(message: string): string;
  /** An X12 interchange by the policy's `x12` rules: separators, envelope and empty elements survive. */
  x12(interchange: string): string;
  /** A long text piece by piece; what comes out, joined, is `text` of the whole. One stream for one text. */
  stream(): TextStream;
  /** Where identifiers are, without replacing them. */
  detect(text: string): readonly PhiSpan[];
}
