const token =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*|[A-Za-z_:][\w:]*|[0-9.][\w.]*|=~|!~|==|!=|<=|>=|[^\s]/gs;

const groupings: ReadonlySet<string> = new Set([
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
]);

/** What stands before the place at which a text leaves the grammar. */
export interface ErrorContext {
  /** The brackets that are open, the innermost last. */
  readonly open: string;
  /** The last two tokens, the nearer one first. */
  readonly last: string;
  readonly beforeLast: string;
  /** Whether the innermost bracket holds the labels of a grouping. */
  readonly isInGrouping: boolean;
}

export function errorContext(text: string, offset: number): ErrorContext {
  const open: { bracket: string; isGrouping: boolean }[] = [];
  let last = "";
  let beforeLast = "";
  for (const { 0: found, index } of text.matchAll(token)) {
    if (index >= offset) break;
    if (found.startsWith("#")) continue;
    if ("([{".includes(found)) open.push({ bracket: found, isGrouping: groupings.has(last.toLowerCase()) });
    else if (")]}".includes(found)) open.pop();
    beforeLast = last;
    last = found;
  }
  return {
    open: open.map(({ bracket }) => bracket).join(""),
    last,
    beforeLast,
    isInGrouping: open.at(-1)?.isGrouping === true,
  };
}

/** Whether the token is one after which Prometheus expects the labels of a grouping in parentheses. */
export function startsGrouping(word: string): boolean {
  return groupings.has(word);
}
