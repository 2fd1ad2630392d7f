/** What may be said about a statement without saying what it looks for. */
export interface SqlStatement {
  /** The statement without literals and comments; parameters (`$1`) stay. `?` alone when it cannot be read safely. */
  readonly text: string;
  /** `SELECT`, `INSERT`, …, or `OTHER`. */
  readonly operation: string;
  /** `SELECT documents`; the operation alone where no single table is named. */
  readonly summary: string;
  readonly table: string | undefined;
}

/** Of a longer statement only the beginning is looked at. */
export const statementLengthCharacters = 4_096;
/** Says that there was a statement, where nothing else about its text is safe to say. */
const unreadable = "?";

const operations = new Set(
  "SELECT INSERT UPDATE DELETE MERGE COPY CREATE ALTER DROP TRUNCATE BEGIN COMMIT ROLLBACK SAVEPOINT RELEASE SET SHOW EXPLAIN VACUUM ANALYZE LISTEN NOTIFY CALL DO LOCK".split(
    " ",
  ),
);

/**
 * Every place where PostgreSQL accepts a value or free text: comments, dollar-quoted and quoted strings with their
 * prefixes, and numbers; what must be stepped over whole: quoted identifiers, parameters, words; and what begins
 * one of these without ending it. PostgreSQL manual, "Lexical Structure".
 */
const token =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\k<tag>\$|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*')|(?<word>"(?:[^"]|"")*"|\$\d+|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<number>\d[\w.]*|\.\d[\w.]*)|(?<broken>['"$]|\/\*)/g;

const touching = { string: /[\w\u0080-\uffff]/, other: /'/ } as const;

interface TokenGroups {
  readonly comment?: string;
  readonly string?: string;
  readonly word?: string;
  readonly broken?: string;
}

export function describeSql(statement: string): SqlStatement {
  const begin = statement.slice(0, statementLengthCharacters);
  const text = stripLiterals(begin) ?? unreadable;
  const outer = withoutParentheses(text);
  const operation = operationOf(text === unreadable ? begin : text, outer);
  const table = tablePatterns[operation]?.exec(outer)?.[1]?.replaceAll('"', "");
  return { text, operation, table, summary: table === undefined ? operation : `${operation} ${table}` };
}

/**
 * Nothing where quotes or comments do not pair up: a name such as O'Brien, pasted between quotes, turns the text
 * inside out, and what looks like a word may be a part of it.
 */
function stripLiterals(text: string): string | undefined {
  let stripped = "";
  let end = 0;
  for (const match of text.matchAll(token)) {
    const groups: TokenGroups = match.groups ?? {};
    const next = match.index + match[0].length;
    if (groups.broken !== undefined) return undefined;
    // PostgreSQL's comments nest, and a string touches nothing but its prefix.
    if (groups.comment?.includes("/*", 1) === true) return undefined;
    if (touching[groups.string === undefined ? "other" : "string"].test(text.charAt(next))) return undefined;
    stripped += text.slice(end, match.index);
    if (groups.comment !== undefined) stripped += " ";
    else stripped += groups.word ?? "?";
    end = next;
  }
  return (stripped + text.slice(end)).replace(/\s+/g, " ").trim();
}

/** The outermost level: verbs and tables of subqueries are not the statement's. */
function withoutParentheses(text: string): string {
  let depth = 0;
  let outer = "";
  for (const character of text) {
    if (character === ")") depth = Math.max(0, depth - 1);
    if (depth === 0) outer += character;
    if (character === "(") depth += 1;
  }
  return outer;
}

function operationOf(text: string, outer: string): string {
  const first = /^[\s(]*([A-Za-z]+)/.exec(text)?.[1]?.toUpperCase() ?? "";
  if (operations.has(first)) return first;
  const main = first === "WITH" ? /\b(SELECT|INSERT|UPDATE|DELETE|MERGE)\b/i.exec(outer)?.[1] : undefined;
  return main?.toUpperCase() ?? "OTHER";
}

const name = String.raw`((?:"[^"]+"|[A-Za-z_][\w$]*)(?:\.(?:"[^"]+"|[A-Za-z_][\w$]*))?)(?![\w$.])`;
const afterFrom = new RegExp(String.raw`\bFROM (?:ONLY )?${name}(?! ?\()`, "i");
const afterInto = new RegExp(String.raw`\bINTO ${name}`, "i");
const afterTable = new RegExp(String.raw`\bTABLE (?:IF (?:NOT )?EXISTS )?${name}`, "i");
const tablePatterns: Readonly<Record<string, RegExp>> = {
  SELECT: afterFrom,
  DELETE: afterFrom,
  INSERT: afterInto,
  MERGE: afterInto,
  UPDATE: new RegExp(String.raw`\bUPDATE (?:ONLY )?${name}`, "i"),
  CREATE: afterTable,
  ALTER: afterTable,
  DROP: afterTable,
};
