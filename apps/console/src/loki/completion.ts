/** What could be typed at the caret of a LogQL query: `from` to `to` is the text that a choice replaces. */
export type Completion =
  | { readonly kind: "name"; readonly prefix: string; readonly from: number; readonly to: number }
  | {
      readonly kind: "value";
      readonly label: string;
      readonly prefix: string;
      readonly from: number;
      readonly to: number;
    };

const openValue = /([A-Za-z_]\w*)\s*(?:=~|!~|!=|=)\s*"([^"]*)$/;
const openName = /(?:^|,)\s*([A-Za-z_]\w*|)$/;

/** Label names and values are completed inside the stream selector's braces only. */
export function completionAt(query: string, caret: number): Completion | undefined {
  const before = query.slice(0, caret);
  const open = before.lastIndexOf("{");
  if (open < 0) return undefined;
  const selector = before.slice(open + 1);
  const inQuotes = (selector.match(/"/g)?.length ?? 0) % 2 === 1;
  if (inQuotes) {
    const value = openValue.exec(selector);
    if (value === null) return undefined;
    const [, label = "", prefix = ""] = value;
    const rest = /^[^"]*/.exec(query.slice(caret))?.[0] ?? "";
    const closed = query[caret + rest.length] === '"';
    return {
      kind: "value",
      label,
      prefix,
      from: caret - prefix.length,
      to: closed ? caret + rest.length : caret,
    };
  }
  if (selector.includes("}")) return undefined;
  const name = openName.exec(selector);
  if (name === null) return undefined;
  const prefix = name[1] ?? "";
  return { kind: "name", prefix, from: caret - prefix.length, to: caret };
}

/** The query after choosing `choice`, and where the caret then is. */
export function complete(
  query: string,
  completion: Completion,
  choice: string,
): { readonly query: string; readonly caret: number } {
  const before = query.slice(0, completion.from);
  const after = query.slice(completion.to);
  if (completion.kind === "name") {
    const inserted = `${choice}="`;
    return { query: before + inserted + after, caret: before.length + inserted.length };
  }
  const quoted = after.startsWith('"');
  const inserted = choice + (quoted ? "" : '"');
  const end = /^"?\s*$/.test(after) && !after.includes("}") ? "}" : "";
  const next = before + inserted + after + end;
  return { query: next, caret: before.length + choice.length + 1 };
}
