export type ParsedTags =
  | { readonly ok: true; readonly tags: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly problem: string };

const pair = /\s*([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?(?=\s|$)/y;

/** Reads `error=true http.route="/api/rag/query"`; a name alone means `true`, as in logfmt. */
export function parseLogfmt(text: string): ParsedTags {
  const tags: Record<string, string> = {};
  pair.lastIndex = 0;
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    pair.lastIndex = at;
    const match = pair.exec(text);
    if (match === null) {
      const rest = text.slice(at).trim();
      return { ok: false, problem: `“${rest}” is not of the form name=value; quote a value that has spaces` };
    }
    const [, name = "", written] = match;
    if (written === undefined) tags[name] = "true";
    else tags[name] = written.startsWith('"') ? written.slice(1, -1).replace(/\\(.)/g, "$1") : written;
    at = pair.lastIndex;
  }
  return { ok: true, tags };
}
