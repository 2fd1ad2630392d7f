import { codeAt } from "../characters/code-at.ts";
import type { Detector } from "../detector.ts";
import type { PhiKind } from "../phi-kind.ts";
import { isPlaceholder, placeholderEnd } from "../placeholder.ts";
import type { FieldNames } from "../values/field-name.ts";
import { type Found, strengths } from "./found.ts";

const maxKeyLength = 64;
const maxLabelLength = 48;
const maxSpaces = 16;
/** What a database quotes of a key in brackets, at most. */
const maxBracketed = 512;
/** What follows the quotation mark that ends a JSON string, where a label was the string's last word. */
const closesString = /^\s{0,2}(?:[:,}\]]|$)/;
/** A parameter of SQL, a route or a format string stands in the value's place. */
const parameter =
  /(?:\$\d{1,3}(?!\w)|\$\{|\?(?!\w)|%[sdoj](?!\w)|:[a-z_]{1,32}(?![\w@])|<[a-z_]{1,32}>|@p\d)/y;
const opensDescription = /^ ?\{/;
const className = /^[A-Z][A-Za-z]{2,40}$/;
/** Values that say that there is none. */
const absent = /^(?:null|undefined|true|false|none|nil|[01])$/i;

/**
 * The value beside the `:` or `=` at `separator`, when the name before it is a field that identifies: `"ssn":123`,
 * `{\"dob\":\"…\"}`, `patientName='…'`, `Date of birth: …`. "none" where the bare word before it is no such name, whatever
 * stands around the two.
 */
export function findLabelled(
  text: string,
  separator: number,
  fieldNames: FieldNames,
  detectors: ReadonlyMap<PhiKind, Detector>,
): Found | "none" | undefined {
  const following = text.charAt(separator + 1);
  if (following === ":" || following === ">" || text.charAt(separator - 1) === ":") return undefined;
  // `libsecret-1-0:amd64`, `password.py:12`: no label ends in a digit and goes on without a space.
  if (isVersioned(text, separator)) return undefined;
  let start = separator + 1;
  if (following === "=") start += 1;
  while (start < separator + maxSpaces && isSpace(codeAt(text, start))) start += 1;
  if (placeholderEnd(text, start) !== start) return undefined;
  const key = keyBefore(text, separator);
  if (key === undefined) return undefined;
  const { kind: named, endsLabel } = fieldNames.keyOf(key.name);
  if (named === undefined && !endsLabel) return key.quote === "" ? "none" : undefined;
  const kind = named ?? (endsLabel && key.quote === "" ? labelKind(text, key, fieldNames) : undefined);
  // An age's own shape tells those that identify.
  if (kind === undefined || kind === "AGE") return undefined;
  const assigned = named !== undefined && start === separator + 1 && text.charAt(separator) === "=";
  return valueAt(text, start, { quote: key.quote, assigned }, kind, detectors.get(kind));
}

function isVersioned(text: string, separator: number): boolean {
  return (
    text.charAt(separator) === ":" &&
    isDigit(codeAt(text, separator - 1)) &&
    /[\p{L}\d]/u.test(text.charAt(separator + 1))
  );
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function labelKind(text: string, key: Key, fieldNames: FieldNames): PhiKind | undefined {
  let from = key.start;
  while (from > 0 && key.start - from < maxLabelLength) {
    const code = codeAt(text, from - 1);
    if (!isNameCharacter(code) && code !== 32 && code !== 39 && code !== 43) break;
    from -= 1;
  }
  return fieldNames.kindOfLabel(text.slice(from, key.start + key.name.length));
}

interface Key {
  readonly name: string;
  readonly start: number;
  /** The quotation mark around the name, with its escapes. */
  readonly quote: string;
}

function keyBefore(text: string, separator: number): Key | undefined {
  let end = separator;
  while (end > 0 && end > separator - maxSpaces && isSpace(codeAt(text, end - 1))) end -= 1;
  if (end === 0) return undefined;
  const last = codeAt(text, end - 1);
  if (last === 34 || last === 39 || last === 96) return quotedKey(text, end);
  if (last === 41 || last === 93) return endsPlaceholder(text, end) ? undefined : bracketedKey(text, end);
  let start = end;
  while (start > 0 && end - start < maxKeyLength && isNameCharacter(codeAt(text, start - 1))) start -= 1;
  return end === start ? undefined : { name: text.slice(start, end), start, quote: "" };
}

function quotedKey(text: string, end: number): Key | undefined {
  const mark = codeAt(text, end - 1);
  let close = end - 1;
  while (close > 0 && codeAt(text, close - 1) === 92) close -= 1;
  let from = close - 1;
  const first = Math.max(0, close - maxKeyLength);
  while (from >= first && codeAt(text, from) !== mark) from -= 1;
  if (from < first) return undefined;
  return { name: text.slice(from + 1, close), start: from + 1, quote: text.slice(close, end) };
}

/** Whether a placeholder ends here: what stands for a value names none. */
function endsPlaceholder(text: string, end: number): boolean {
  const open = text.slice(Math.max(0, end - maxKeyLength), end).lastIndexOf("[");
  return open >= 0 && placeholderEnd(text, Math.max(0, end - maxKeyLength) + open) === end;
}

/** `patient[first_name]=…` of a form, `Key (email)=(…)` of a PostgreSQL error. */
function bracketedKey(text: string, end: number): Key | undefined {
  let start = end - 1;
  while (start > 0 && end - start < maxKeyLength) {
    const code = codeAt(text, start - 1);
    const isBracket = code === 40 || code === 91 || code === 93;
    if (!isBracket && !isNameCharacter(code)) break;
    start -= 1;
    if (code === 40) break;
  }
  return { name: text.slice(start, end), start, quote: "" };
}

interface Place {
  readonly quote: string;
  /** `name=value` without spaces: the whole word after `=` is the value. */
  readonly assigned: boolean;
}

function valueAt(
  text: string,
  at: number,
  key: Place,
  kind: PhiKind,
  detector: Detector | undefined,
): Found | undefined {
  const strength = strengths.field;
  let open = at;
  while (text.charAt(open) === "\\") open += 1;
  const mark = text.charAt(open);
  if (mark === '"' || mark === "'" || mark === "`") {
    const start = open + 1;
    if (key.quote === "" && closesString.test(text.slice(start, start + 3))) return undefined;
    const end = closingQuote(text, start, mark, open - at);
    const value = text.slice(start, end);
    if (value.trim() === "" || placeholderEnd(text, start) === end) return undefined;
    return { start, end, kind, strength, quote: "" };
  }
  if (mark === "{" || mark === "[") {
    const end = closingBracket(text, at);
    return end - at <= 2 ? undefined : { start: at, end, kind, strength, quote: key.quote };
  }
  if (mark === "(" && key.assigned) {
    const within = text.slice(at + 1, at + 1 + maxBracketed);
    const close = within.indexOf(")");
    const inner = close < 0 ? within : within.slice(0, close);
    // The bracket that closed it may have gone with the value.
    const isDone = close < 0 ? placeholderEnd(text, at + 1) > at + 1 : isPlaceholder(inner);
    if (isDone || inner.trim() === "") return undefined;
    return { start: at + 1, end: at + 1 + inner.length, kind, strength, quote: "" };
  }
  if (key.quote !== "") {
    let end = at;
    while (end < text.length && !",}]\\\"' \t\r\n".includes(text.charAt(end))) end += 1;
    if (end === at || absent.test(text.slice(at, end))) return undefined;
    return { start: at, end, kind, strength, quote: key.quote };
  }
  parameter.lastIndex = at;
  if (parameter.test(text)) return undefined;
  const word = key.assigned ? wordEnd(text, at) : at;
  const end = Math.max(word, labelledEnd(text, at, detector));
  // `token=Token{…}`, `Token: Token { kind: …`: what is described is not the value.
  if (opensDescription.test(text.slice(end, end + 2)) && className.test(text.slice(at, end)))
    return undefined;
  const value = text.slice(at, end);
  return end === at || absent.test(value) || detector?.isNone?.(value) === true
    ? undefined
    : { start: at, end, kind, strength, quote: "" };
}

/** The end of an unquoted word; `at` for a constructor or call (`token=Token{…}`). */
function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !" \t\r\n\"'`,;&<>()[]{}|\\".includes(text.charAt(end))) end += 1;
  return "{(".includes(text.charAt(end)) && end < text.length ? at : end;
}

function labelledEnd(text: string, at: number, detector: Detector | undefined): number {
  const pattern = detector?.labelled;
  if (pattern === undefined) return at;
  pattern.lastIndex = at;
  const value = pattern.exec(text)?.[0];
  pattern.lastIndex = 0;
  if (value === undefined || detector?.acceptsLabelled?.(value) === false) return at;
  return at + value.length;
}

/** The offset of the mark that closes a string whose own marks carry `escapes` backslashes; the end where none does. */
function closingQuote(text: string, from: number, mark: string, escapes: number): number {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text.charAt(at - slashes - 1) === "\\") slashes += 1;
    if (escapes === 0 ? slashes % 2 === 0 : slashes <= escapes) return at - (escapes === 0 ? 0 : slashes);
  }
  return text.length;
}

/** The offset after the bracket that closes the one at `open`, strings skipped; the end where none does. */
function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (character === '"') {
      let escapes = 0;
      while (text.charAt(at - escapes - 1) === "\\") escapes += 1;
      at = closingQuote(text, at + 1, '"', escapes) + escapes;
    }
  }
  return text.length;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 46 ||
    code === 45 ||
    code >= 128
  );
}
