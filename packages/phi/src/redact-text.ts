import { codeAt } from "./characters/code-at.ts";
import { decodeBase64 } from "./encodings/base64-text.ts";
import { type DecodedText, decodeText } from "./encodings/decoded-text.ts";
import { afterEscape, beforeEscape } from "./encodings/escape-sequence.ts";
import { parseJson } from "./encodings/parse-json.ts";
import type { FoundInObjects } from "./formats/typed-objects.ts";
import type { Mask } from "./mask.ts";
import type { PhiKind } from "./phi-kind.ts";
import { placeholder, placeholderEnd } from "./placeholder.ts";
import type { Policy } from "./policies/policy.ts";
import { type Edit, withEdits } from "./scan/edit.ts";
import {
  joinedRuns,
  marginCharacters,
  shiftedRuns,
  type Window,
  windowsAround,
} from "./scan/edit-windows.ts";
import { type Found, movedTo, resolveOverlaps, strengths } from "./scan/found.ts";
import { changedTokens } from "./scan/reread.ts";
import { nothing, type Scan, type Scanner } from "./scan/scanner.ts";
import { more } from "./scan/second-look.ts";

/**
 * A replaced neighbour can bare an identifier that touched it: `123-45-6789.123-45-6789`. Ordinary texts never take a third
 * look; in a chain that bares one more with each, the rest of it then goes with the identifier.
 */
const maxRounds = 8;
const narrowRounds = 3;
/** What a chain of identifiers without a space may consist of; no mark that JSON or a placeholder needs. */
const ofChain = /[^\s"'`\\{}[\]<>,]/;

/** Base64 within base64 that is undone. */
const maxBase64Layers = 2;

const restOfIpv4 = /^[\d.]{1,12}(?::\d{1,5})?$/;

const none: readonly Window[] = [];

/** A JSON text's numbers need quotation marks around what replaces them; a part of a longer text is never one. */
type TextForm = "whole" | "part";

/** Every span with the chain around it, each character of which is gone over once. */
function withChains(text: string, found: readonly Found[]): readonly Found[] {
  const chains: Found[] = [];
  let reached = 0;
  for (const span of found) {
    if (span.end <= reached) continue;
    let { start, end } = span;
    while (start > reached && ofChain.test(text.charAt(start - 1))) start -= 1;
    while (end < text.length && ofChain.test(text.charAt(end))) end += 1;
    chains.push(movedTo(span, Math.max(start, reached), end));
    reached = end;
  }
  return chains;
}

interface Look {
  readonly found: readonly Found[];
  /** Whether nothing in the text is or may be encoded. */
  readonly isPlain: boolean;
  readonly mayBeTyped: boolean;
  readonly hasOpenObject: boolean;
  /** See `Scan`. */
  readonly runs: readonly number[];
}

export interface TextRedactor {
  redact(text: string, form: TextForm, count: (kind: PhiKind) => void): string;
  find(text: string): readonly Found[];
  /** Whether the policy spares this value of this kind. */
  isKeptValue(kind: PhiKind, value: string): boolean;
}

/** What is known by its place, in texts with a word that announces it. */
interface StructuredTexts {
  /** What the policy condemns in objects that name their type, and whether one of them has no end. */
  readonly findInObjects: (text: string) => FoundInObjects;
  /** The text redacted as a message with what stands before it; undefined where it holds none. */
  readonly redactMessage: (text: string) => string | undefined;
  /** Hears of a changed text that may be announced as one of them, and what it became. */
  readonly changed: (text: string, redacted: string, hasOpenObject: boolean) => void;
  /** Says that there was more to find than so many looks do. */
  readonly readAgain: () => void;
}

export function createTextRedactor(
  scanner: Scanner,
  policy: Policy,
  mask: Mask,
  structured: StructuredTexts,
): TextRedactor {
  const keptValues = new Set(policy.keptValues);
  const sparesValues = keptValues.size > 0;

  function isKept(text: string, span: Found): boolean {
    if (!sparesValues && span.kind !== "IP_ADDRESS") return false;
    return isKeptValue(span.kind, text.slice(span.start, span.end));
  }

  function isKeptValue(kind: PhiKind, value: string): boolean {
    if (keptValues.has(value)) return true;
    if (kind !== "IP_ADDRESS") return false;
    return policy.keptAddresses.some((kept) =>
      kept.endsWith(".")
        ? value.startsWith(kept) && restOfIpv4.test(value.slice(kept.length))
        : value === kept,
    );
  }

  /** Tokens that stand, in base64, for a text with an identifier in it: each goes whole. */
  function findInBase64(text: string, tokens: readonly number[], depth: number): readonly Found[] {
    const inner: Found[] = [];
    for (let pair = 0; pair < tokens.length; pair += 2) {
      const start = tokens[pair] ?? 0;
      const end = tokens[pair + 1] ?? 0;
      const decoded = decodeBase64(text.slice(start, end));
      const [first] = decoded === undefined ? [] : find(decoded, depth + 1);
      if (first !== undefined) {
        inner.push({ start, end, kind: first.kind, strength: strengths.strong, quote: "" });
      }
    }
    return inner;
  }

  function findDecoded(
    text: string,
    decoded: DecodedText,
    runs: readonly number[],
    depth: number,
  ): Omit<Look, "isPlain" | "hasOpenObject"> {
    const inner: Found[] = [];
    const { found, mayBeTyped, tokens, runs: decodedRuns } = scanner.scanDecoded(decoded, runs);
    const changed = changedTokens(tokens, decoded.changes);
    const inBase64 = depth < maxBase64Layers ? findInBase64(decoded.text, changed, depth) : [];
    for (const span of [...found, ...inBase64]) {
      if (isKept(decoded.text, span)) continue;
      const start = decoded.starts[span.start] ?? 0;
      const end = decoded.starts[span.end] ?? text.length;
      const mark = span.quote === "" ? -1 : decoded.text.lastIndexOf(span.quote, span.start);
      const written =
        mark < 0 ? "" : text.slice(decoded.starts[mark], decoded.starts[mark + span.quote.length]);
      // Alone, `=22` is no quotation mark.
      const quote = written.startsWith("=") ? span.quote : written;
      if (end > start) inner.push({ start, end, kind: span.kind, strength: span.strength, quote });
    }
    return {
      found: inner,
      mayBeTyped,
      runs: decodedRuns.map((place) => decoded.starts[place] ?? text.length),
    };
  }

  function look(text: string, scan: Scan, depth: number): Look {
    const { found: shaped, mayBeEncoded, hasBrackets, mayBeTyped, tokens, runs } = scan;
    const typed = mayBeTyped ? structured.findInObjects(text) : undefined;
    const found = typed === undefined ? shaped : [...shaped, ...typed.found];
    const hasOpenObject = typed?.hasOpenObject === true;
    if (!mayBeEncoded && tokens.length === 0) {
      return { found: chosen(text, found, hasBrackets), isPlain: true, mayBeTyped, hasOpenObject, runs };
    }
    let all = found;
    const decoded = mayBeEncoded ? decodeText(text) : undefined;
    if (tokens.length > 0 && depth < maxBase64Layers) all = [...all, ...findInBase64(text, tokens, depth)];
    if (decoded === undefined) {
      const wanted = chosen(text, all, hasBrackets, mayBeEncoded);
      return { found: wanted, isPlain: false, mayBeTyped, hasOpenObject, runs };
    }
    const inner = findDecoded(text, decoded, runs, depth);
    return {
      found: chosen(text, [...all, ...inner.found], hasBrackets, mayBeEncoded),
      isPlain: false,
      mayBeTyped: mayBeTyped || inner.mayBeTyped,
      hasOpenObject,
      runs: joinedRuns(runs, inner.runs),
    };
  }

  /** What of all that was found is to go, without overlaps. */
  function chosen(
    text: string,
    found: readonly Found[],
    hasBrackets: boolean,
    mayBeEncoded = false,
  ): readonly Found[] {
    if (found.length === 0) return found;
    const beside = hasBrackets ? found.flatMap((span) => besidePlaceholders(text, span)) : found;
    const keepsSome = beside.some((span) => isKept(text, span));
    const wanted = keepsSome ? beside.filter((span) => !isKept(text, span)) : beside;
    return resolveOverlaps(mayBeEncoded ? wanted.map((span) => outsideEscapes(text, span)) : wanted);
  }

  function find(text: string, depth = 0): readonly Found[] {
    return look(text, scanner.scan(text), depth).found;
  }

  function findWithinAll(text: string, windows: readonly Window[]): readonly Found[] {
    return windows.flatMap((window) => findWithin(text, window));
  }

  /** What is found in the window, near where the text was changed. */
  function findWithin(text: string, { from, to, start, end }: Window): readonly Found[] {
    const nearest = marginCharacters / 2;
    return find(text.slice(from, to))
      .map((span) => movedTo(span, span.start + from, span.end + from))
      .filter((span) => span.end > start - nearest && span.start < end + nearest);
  }

  /**
   * Where an identifier went without a trace, its label takes what follows it for the next one. That leaves a placeholder, or
   * the label would take a word more with every look.
   */
  const visible: Mask = (kind, value, start, end) => mask(kind, value, start, end) ?? placeholder(kind);

  function redactScanned(text: string, scan: Scan, form: TextForm, count: (kind: PhiKind) => void): string {
    let current = text;
    const first = look(current, scan, 0);
    const message = first.mayBeTyped && form === "whole" ? structured.redactMessage(text) : undefined;
    if (message !== undefined) return message;
    let { found, isPlain, runs } = first;
    let replaced: readonly Found[] = found;
    for (let round = 0; round < maxRounds && found.length > 0; round += 1) {
      const taken = round < narrowRounds ? found : withChains(current, found);
      const edits = editsOf(current, taken, form, round === 0 ? mask : visible);
      const edited = withEdits(current, edits);
      runs = shiftedRuns(runs, edits);
      // Further away, all stands as it stood.
      const windows = edited.length > marginCharacters ? windowsAround(edited, edits, runs) : none;
      const isMost = windows === none || areMost(windows, edited);
      const shaped = isPlain && isMost ? scanner.scanEdited(edited, edits) : undefined;
      isPlain = shaped !== undefined;
      let next: readonly Found[];
      if (shaped !== undefined) next = chosen(edited, shaped, true);
      else next = isMost ? find(edited) : findWithinAll(edited, windows);
      replaced = round === 0 ? found : [...replaced, ...found];
      found = next;
      current = edited;
    }
    // Who counts may redact as well: not between a text's looks.
    for (const { kind } of replaced) count(kind);
    if (found.length > 0) structured.readAgain();
    if ((first.mayBeTyped || !isPlain) && form === "whole" && current !== text) {
      structured.changed(text, current, first.hasOpenObject);
    }
    return current;
  }

  return {
    find: (text) => find(text),
    isKeptValue,
    redact(text, form, count) {
      const scan = scanner.scan(text);
      return scan === nothing ? text : redactScanned(text, scan, form, count);
    },
  };
}

function areMost(windows: readonly Window[], text: string): boolean {
  return windows.reduce((sum, { from, to }) => sum + to - from, 0) * 2 > text.length;
}

/** The parts of a span that are not redacted yet: what stands for an identifier is never replaced again. */
function besidePlaceholders(text: string, span: Found): readonly Found[] {
  // Never beyond the span: a text of many spans would be searched to its end for each.
  const value = text.slice(span.start, span.end);
  let bracket = value.indexOf("[");
  if (bracket < 0 || isStructure(text, span.start)) return [span];
  const parts: Found[] = [];
  let start = span.start;
  for (; bracket >= 0; bracket = value.indexOf("[", bracket + 1)) {
    const at = span.start + bracket;
    const end = placeholderEnd(text, at);
    if (end === at) continue;
    parts.push(movedTo(span, start, at));
    start = end;
  }
  if (start === span.start) return [span];
  parts.push(movedTo(span, start, span.end));
  return parts.filter((part) => hasLetter.test(text.slice(part.start, part.end)));
}

/** A span that would cut an escape in two takes it whole. */
function outsideEscapes(text: string, span: Found): Found {
  const start = beforeEscape(text, span.start);
  const end = afterEscape(text, span.end);
  return start === span.start && end === span.end ? span : movedTo(span, start, end);
}

const hasLetter = /[\p{L}\p{N}]/u;

/** An object or a list goes whole, or its brackets would not match. */
function isStructure(text: string, at: number): boolean {
  return text.charAt(at) === "{" || (text.charAt(at) === "[" && placeholderEnd(text, at) === at);
}

function editsOf(text: string, found: readonly Found[], form: TextForm, mask: Mask): readonly Edit[] {
  const wanted = form === "whole" && mayBeJson(text) ? withNumbers(text, found) : found;
  const edits: Edit[] = [];
  let end = 0;
  for (const span of wanted) {
    const start = more(end, span.start);
    end = more(start, span.end);
    const { kind, quote } = span;
    const masked = mask(kind, text, start, end) ?? "";
    edits.push({ start, end, text: quote === "" ? masked : quote + masked + quote });
  }
  return edits;
}

/** An object, an array or a lone number, by its first character and, for a number, by all of them. */
const jsonShape = /^\s{0,16}(?:[[{]|-?\d[\d.eE+-]{0,40}\s{0,16}$)/;

function mayBeJson(text: string): boolean {
  const first = codeAt(text, 0);
  const isLetter = (first > 64 && first < 91) || (first > 96 && first < 123);
  return !isLetter && jsonShape.test(text) && parseJson(text) !== undefined;
}

/** Spans in numbers of a JSON text: their placeholder replaces the whole number and needs quotation marks. */
function withNumbers(text: string, found: readonly Found[]): readonly Found[] {
  let inString = false;
  let at = 0;
  return found.map((span) => {
    for (; at < span.start; at += 1) {
      const character = text.charAt(at);
      if (character === '"') inString = !inString;
      else if (character === "\\") at += 1;
    }
    let { start, end } = span;
    if (inString || span.quote !== "") return span;
    while (start > 0 && /[\d.eE+-]/.test(text.charAt(start - 1))) start -= 1;
    while (end < text.length && /[\d.eE+-]/.test(text.charAt(end))) end += 1;
    return { start, end, kind: span.kind, strength: span.strength, quote: '"' };
  });
}
