/** An offset into the query. */
export interface ErrorPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

const forms = [/\bline (\d+), col(?:umn)? (\d+)/i, /(?:^|[\s(])(\d+):(\d+)(?=[:\s)]|$)/];

/** Where a query error points: Loki's `line 1, col 5` or Prometheus' `1:5`, both counted from one. */
export function errorPosition(message: string, query: string): ErrorPosition | undefined {
  for (const form of forms) {
    const match = form.exec(message);
    if (match === null) continue;
    const line = Number(match[1]);
    const column = Number(match[2]);
    const lines = query.split("\n");
    if (line < 1 || line > lines.length) return undefined;
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    return { offset: Math.min(query.length, before + Math.max(0, column - 1)), line, column };
  }
  return undefined;
}
