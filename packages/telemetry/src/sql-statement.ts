/** What may be said about a statement without saying what it looks for. */
export interface SqlStatement {
  /** The statement without literals and comments; parameters (`$1`) stay. */
  readonly text: string;
  /** `SELECT`, `INSERT`, …, or `OTHER`. */
  readonly operation: string;
  /** `SELECT documents`; the operation alone where no single table is named. */
  readonly summary: string;
  readonly table: string | undefined;
}

const statementLengthCharacters = 2_048;

const operations = new Set(
  "SELECT INSERT UPDATE DELETE MERGE COPY CREATE ALTER DROP TRUNCATE BEGIN COMMIT ROLLBACK SAVEPOINT RELEASE SET SHOW EXPLAIN VACUUM ANALYZE LISTEN NOTIFY CALL DO LOCK".split(
    " ",
  ),
);
const verbsAfterWith = /\b(SELECT|INSERT|UPDATE|DELETE|MERGE)\b/i;

/**
 * Every place where PostgreSQL accepts a value or free text: comments, dollar-quoted and quoted strings with their
 * prefixes, and numbers; then what must be stepped over whole: quoted identifiers, parameters, words.
 * What is not terminated reaches to the end, so that a broken statement loses its tail, not its secrecy.
 * PostgreSQL manual, "Lexical Structure". Each alternative starts with a different character or is anchored, so that
 * matching is linear.
 */
const token =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<dollar>\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?(?:\$\k<tag>\$|$))|(?<escape>[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|\\?$))|(?<string>(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*(?:'|$))|(?<kept>"(?:[^"]|"")*(?:"|$)|\$\d+|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<number>\d[\w.]*|\.\d[\w.]*)/g;

export function describeSql(text: string): SqlStatement {
  const stripped = text
    .replace(token, (match, ...rest) => {
      const groups = rest.at(-1) as Readonly<Partial<Record<"comment" | "kept", string>>>;
      if (groups.comment !== undefined) return " ";
      return groups.kept === undefined ? "?" : match;
    })
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, statementLengthCharacters);
  const operation = operationOf(stripped);
  const table = tableOf(stripped, operation);
  return {
    text: stripped,
    operation,
    table,
    summary: table === undefined ? operation : `${operation} ${table}`,
  };
}

function operationOf(stripped: string): string {
  const first = /[A-Za-z]+/.exec(stripped)?.[0].toUpperCase() ?? "";
  if (operations.has(first)) return first;
  // The verb of WITH stands after its subqueries, whose verbs come first: with one closing parenthesis before it.
  if (first === "WITH") {
    const main = stripped.slice(stripped.lastIndexOf(")") + 1);
    return (verbsAfterWith.exec(main) ?? verbsAfterWith.exec(stripped))?.[1]?.toUpperCase() ?? "SELECT";
  }
  return "OTHER";
}

const name = String.raw`((?:"[^"]+"|[A-Za-z_][\w$]*)(?:\.(?:"[^"]+"|[A-Za-z_][\w$]*))?)`;
const afterFrom = new RegExp(String.raw`\bFROM (?:ONLY )?${name}(?! ?\()`, "i");
const tablePatterns: Readonly<Record<string, RegExp>> = {
  SELECT: afterFrom,
  DELETE: afterFrom,
  INSERT: new RegExp(String.raw`\bINTO ${name}`, "i"),
  MERGE: new RegExp(String.raw`\bINTO ${name}`, "i"),
  UPDATE: new RegExp(String.raw`\bUPDATE (?:ONLY )?${name}`, "i"),
  CREATE: new RegExp(String.raw`\bTABLE (?:IF NOT EXISTS )?${name}`, "i"),
  ALTER: new RegExp(String.raw`\bTABLE (?:IF EXISTS )?${name}`, "i"),
  DROP: new RegExp(String.raw`\bTABLE (?:IF EXISTS )?${name}`, "i"),
};

function tableOf(stripped: string, operation: string): string | undefined {
  return tablePatterns[operation]?.exec(stripped)?.[1]?.replaceAll('"', "");
}
