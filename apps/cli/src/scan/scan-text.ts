import type { FoundKind } from "./found-span.ts";
import type { Inspector } from "./inspector.ts";

/** Characters that are looked at at once. */
const windowCharacters = 1024 * 1024;
/** Characters that two windows share, so that whichever reports an identifier sees it whole and what stands around it. */
const overlapCharacters = 64 * 1024;

export type FoundAt = (line: number, column: number, kind: FoundKind) => void;

/**
 * Looks through a text of any length in windows. Lines and columns count from 1; a column is a UTF-16 unit, as editors
 * count. An identifier longer than half of the overlap can be missed where two windows meet.
 */
export async function scanText(
  chunks: AsyncIterable<string>,
  inspector: Inspector,
  found: FoundAt,
): Promise<void> {
  let window = "";
  let line = 1;
  let column = 1;
  /** Spans before this offset were reported by the window before. */
  let reported = 0;

  function look(end: number): void {
    const position = createPosition(window, line, column);
    for (const span of inspector.spans(window)) {
      if (span.start < reported || span.start >= end) continue;
      const at = position(span.start);
      found(at.line, at.column, span.kind);
    }
  }

  for await (const chunk of chunks) {
    window += chunk;
    if (window.length < windowCharacters) continue;
    look(window.length - overlapCharacters / 2);
    const dropped = window.length - overlapCharacters;
    ({ line, column } = createPosition(window, line, column)(dropped));
    window = window.slice(dropped);
    reported = overlapCharacters / 2;
  }
  look(Number.POSITIVE_INFINITY);
}

/** Lines and columns of ever greater offsets into `text`, whose first character stands at `line` and `column`. */
function createPosition(
  text: string,
  line: number,
  column: number,
): (offset: number) => { readonly line: number; readonly column: number } {
  let lineNumber = line;
  let lineStart = 1 - column;
  let searched = 0;
  return (offset) => {
    for (let at = text.indexOf("\n", searched); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
      lineNumber += 1;
      lineStart = at + 1;
      searched = at + 1;
    }
    return { line: lineNumber, column: offset - lineStart + 1 };
  };
}
