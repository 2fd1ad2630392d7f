import { isPlaceholder } from "./placeholder.ts";

/**
 * Literals of the SQL standard and of PostgreSQL (sections 4.1.2.2 to 4.1.2.6 of its manual): quoted strings with their
 * prefixes, dollar-quoted strings, numbers. An unclosed string reaches to the end.
 */
const literals =
  /(?<![\p{L}\p{N}_])(?:[EeNnBbXx]|[Uu]&)?'(?:[^'\\]|''|\\[\s\S])*(?:'|$)|\$([A-Za-z_]{0,32})\$[\s\S]*?(?:\$\1\$|$)|(?<![\p{L}\p{N}_$.:@[])\d[\d.]{4,63}(?![\p{L}\p{N}_])/gu;
/** A statement, not the JSON of a document database. */
const statement = /^[\s(]{0,64}[A-Za-z/-]/;

/**
 * The statement with every literal replaced: an identifier by what its kind becomes, any other by `?`, as the
 * OpenTelemetry semantic conventions say for `db.query.text`. Numbers of up to four digits (limits, years) stay.
 */
export function redactSql(sql: string, text: (text: string) => string): string {
  if (!statement.test(sql)) return text(sql);
  const shaped = sql.replace(literals, (literal) => {
    const quote = literal.indexOf("'");
    const inner = quote < 0 ? literal : literal.slice(quote + 1, literal.endsWith("'") ? -1 : undefined);
    if (inner === "" || inner === "?") return literal;
    const redacted = text(inner);
    return isPlaceholder(redacted) ? `'${redacted}'` : "?";
  });
  return text(shaped);
}
