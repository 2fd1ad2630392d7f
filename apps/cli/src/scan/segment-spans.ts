import type { FoundKind, FoundSpan } from "./inspector.ts";

/** Where messages of HL7 v2 and X12, whose identifiers are known by their position, begin. */
const header = /(?:^|[\r\n~])(?:(?:MSH|FHS|BHS|ISA)[^\w\s]|(?:PID|NK1|PV1|GT1|IN1|IN2)\|)/;
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
