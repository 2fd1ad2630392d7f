import { defaultPolicy } from "@voiceassist/phi";
import type { FoundKind, FoundSpan } from "./found-span.ts";

const segments = new Set(Object.keys(defaultPolicy.hl7).map((location) => location.slice(0, 3)));
/** Where messages of HL7 v2 and X12, whose identifiers are known by their position, begin; also without their header. */
const header = new RegExp(
  `(?:^|[\\r\\n~])(?:(?:MSH|FHS|BHS|ISA)[^\\w\\s]|(?:${[...segments].join("|")})\\|)`,
);
const separator = /[\r\n~]/;
const placeholder = /\[REDACTED[:-]([A-Z_]+)\]/g;

/**
 * What `redact` replaces in the segments of messages beyond what `found` names, each found at the start of its segment.
 */
export function segmentSpans(
  text: string,
  found: readonly FoundSpan[],
  redact: (text: string) => string,
): readonly FoundSpan[] {
  const begin = header.exec(text);
  if (begin === null) return [];
  const from = begin.index + (separator.test(begin[0].charAt(0)) ? 1 : 0);
  const message = text.slice(from);
  const before = message.split(separator);
  const after = redact(message).split(separator);
  // Separators survive redaction; where they did not, there is no telling which segment is which.
  if (before.length !== after.length) return [{ start: from, end: text.length, kind: "FAILURE" }];
  const spans: FoundSpan[] = [];
  let start = from;
  for (const [index, segment] of before.entries()) {
    const end = start + segment.length;
    const kinds = placeholders(after[index] ?? "");
    for (const kind of placeholders(segment)) remove(kinds, kind);
    for (const span of found) if (span.start >= start && span.start < end) remove(kinds, span.kind);
    for (const kind of kinds) spans.push({ start, end, kind });
    start = end + 1;
  }
  return spans;
}

function placeholders(segment: string): FoundKind[] {
  return [...segment.matchAll(placeholder)].map(([, kind]) => kind as FoundKind);
}

function remove(kinds: FoundKind[], kind: FoundKind): void {
  const at = kinds.indexOf(kind);
  if (at >= 0) kinds.splice(at, 1);
}
