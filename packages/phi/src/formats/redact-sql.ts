import { isPlaceholder } from "../placeholder.ts";

/**
 * Comments, quoted names and literals of SQL (ISO 9075-2 section 5.3; PostgreSQL's manual, sections 4.1.2.2 to 4.1.2.6).
 * `\'` ends a string in one dialect and not in another: from there, and from a quotation mark that nothing closes, all is
 * literal.
 */
const comment = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/u;
const quotedName = /"[^"]*"|`[^`]*`/u;
const literal =
  /(?<![\p{L}\p{N}_])[Ee]'(?:[^'\\]|''|\\[\s\S])*'|(?:(?<![\p{L}\p{N}_])(?:[NnBbXx]|[Uu]&))?'(?:(?:[^'\\]|''|\\(?!'))*'|[\s\S]*$)|\$([A-Za-z_]{0,32})\$[\s\S]*?(?:\$\1\$|$)|(?<![\p{L}\p{N}_$.:@[])\d[\d.]{4,63}(?![\p{L}\p{N}_])/u;
const tokens = new RegExp(
  `(?<other>${comment.source}|${quotedName.source})|${literal.source.replace("\\1", "\\2")}`,
  "gu",
);
/** A statement, not the JSON of a document database. */
const statement = /^[\s(]{0,64}[A-Za-z/-]/;

/**
 * The statement with every literal replaced: an identifier by what its kind becomes, any other by `?`, as the
 * OpenTelemetry semantic conventions say for `db.query.text`. Numbers of up to four digits (limits, years) stay.
 */
export function redactSql(sql: string, text: (text: string) => string, readAgain: () => void): string {
  const redacted = text(withoutLiterals(sql, text));
  // What went may have been the end of a literal, or have hidden a statement.
  if (redacted !== sql && withoutLiterals(redacted, text) !== redacted) readAgain();
  return redacted;
}

function withoutLiterals(sql: string, text: (text: string) => string): string {
  if (!statement.test(sql)) return sql;
  return sql.replace(tokens, (token, other: string | undefined) => {
    if (other !== undefined) return token;
    const quote = token.indexOf("'");
    const inner = quote < 0 ? token : token.slice(quote + 1, token.endsWith("'") ? -1 : undefined);
    if (inner === "" || isPlaceholder(inner)) return token;
    const redacted = text(inner);
    return isPlaceholder(redacted) ? `'${redacted}'` : "?";
  });
}
