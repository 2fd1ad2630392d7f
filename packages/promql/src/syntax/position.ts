/** Where a node stands in the query's text. Offsets are UTF-16 code units; line and column count from 1. */
export interface Position {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly line: number;
  /** In bytes of UTF-8, as Prometheus counts. */
  readonly column: number;
}

/** A text with the offsets at which its lines start, so that a position is found without reading the text again. */
export interface LinedText {
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly isAscii: boolean;
}

export function linedText(text: string): LinedText {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return { text, lineStarts, isAscii: !/[^\p{ASCII}]/u.test(text) };
}

export function positionIn(
  { text, lineStarts, isAscii }: LinedText,
  startOffset: number,
  endOffset: number,
): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= startOffset) low = middle;
    else high = middle - 1;
  }
  const lineStart = lineStarts[low] ?? 0;
  const before = isAscii
    ? startOffset - lineStart
    : new TextEncoder().encode(text.slice(lineStart, startOffset)).length;
  return { startOffset, endOffset, line: low + 1, column: before + 1 };
}

/** The position in a text of which no other is asked. */
export function positionAt(text: string, startOffset: number, endOffset: number): Position {
  return positionIn(linedText(text), startOffset, endOffset);
}
