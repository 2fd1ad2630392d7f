/** Where a node stands in the query's text. Offsets are UTF-16 code units; line and column count from 1. */
export interface Position {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly line: number;
  readonly column: number;
}

export function positionAt(text: string, startOffset: number, endOffset: number): Position {
  const before = text.slice(0, startOffset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (const character of before) {
    if (character === "\n") line++;
  }
  return { startOffset, endOffset, line, column: startOffset - lineStart + 1 };
}
