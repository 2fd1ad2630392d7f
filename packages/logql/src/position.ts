/** Where a node stands in the query's text. Offsets are UTF-16 code units; line and column count from 1. */
export interface Position {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly line: number;
  readonly column: number;
}

export function positionAt(text: string, startOffset: number, endOffset: number): Position {
  const before = text.slice(0, startOffset);
  return {
    startOffset,
    endOffset,
    line: before.split("\n").length,
    column: startOffset - before.lastIndexOf("\n"),
  };
}
