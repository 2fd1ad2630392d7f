import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import type { FoundKind, FoundSpan } from "./found-span.ts";
import { segmentSpans } from "./segment-spans.ts";

/** Looks for identifiers by the default policy. */
export interface Inspector {
  /** In the order of their start. */
  spans(text: string): readonly FoundSpan[];
  /** How many of each kind a text holds. */
  text(text: string): Counts;
  /** How many of each kind a named field holds; its name can condemn it whole. */
  field(name: string, value: unknown): Counts;
  /** A name that is part of a report: what identifies in it is replaced. */
  safe(name: string): string;
}

type Counts = ReadonlyMap<FoundKind, number>;

/** Verdicts remembered, by name and value: labels repeat from series to series. */
const maxRemembered = 50_000;
const maxRememberedCharacters = 256;
const none: Counts = new Map();

export function createInspector(): Inspector {
  let heard = new Map<FoundKind, number>();
  const redactor = createRedactor(defaultPolicy, (kind, count) => {
    const found = kind === "failure" ? "FAILURE" : kind;
    heard.set(found, (heard.get(found) ?? 0) + count);
  });
  const remembered = new Map<string, Counts>();

  function spans(text: string): readonly FoundSpan[] {
    heard = new Map();
    const found = redactor.detect(text);
    // A text that the engine failed on is reported, not cleared.
    if (heard.has("FAILURE")) return [{ start: 0, end: text.length, kind: "FAILURE" }];
    const inSegments = segmentSpans(text, found, (message) => redactor.text(message));
    return inSegments.length === 0 ? found : [...found, ...inSegments].toSorted((a, b) => a.start - b.start);
  }

  function text(source: string): Counts {
    const found = spans(source);
    if (found.length === 0) return none;
    const counts = new Map<FoundKind, number>();
    for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts;
  }

  function field(name: string, value: unknown): Counts {
    const key = typeof value === "string" ? `${name}\0${value}` : undefined;
    const known = key === undefined ? undefined : remembered.get(key);
    if (known !== undefined) return known;
    heard = new Map();
    redactor.field(name, value);
    const counts: Counts = heard.size === 0 ? none : heard;
    if (key !== undefined && key.length <= maxRememberedCharacters) {
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(key, counts);
    }
    return counts;
  }

  return { spans, text, field, safe: (name) => redactor.text(name) };
}
