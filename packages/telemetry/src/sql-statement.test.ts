import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeSql, statementLengthCharacters } from "./sql-statement.ts";

describe("a statement", () => {
  test.each([
    ["SELECT id FROM documents WHERE owner = $1", "SELECT documents"],
    ["select 1", "SELECT"],
    ["-- who\nSELECT * FROM public.chunks c JOIN documents d ON true", "SELECT public.chunks"],
    ['INSERT INTO "users" (email) VALUES ($1) ON CONFLICT DO NOTHING', "INSERT users"],
    ["UPDATE ONLY sessions SET revoked = true", "UPDATE sessions"],
    ["DELETE FROM sessions WHERE id = 7", "DELETE sessions"],
    ["SELECT * FROM (SELECT 1) one", "SELECT"],
    ["SELECT * FROM generate_series(1, 3)", "SELECT"],
    ["WITH old AS (SELECT id FROM a) DELETE FROM b USING old", "DELETE b"],
    ["WITH near AS (SELECT id FROM a) SELECT * FROM near", "SELECT near"],
    ["CREATE TABLE IF NOT EXISTS documents (id uuid)", "CREATE documents"],
    ["BEGIN", "BEGIN"],
    ["", "OTHER"],
    ["Jane Roe", "OTHER"],
  ])("%j is summarised as %j", (text, summary) => {
    expect(describeSql(text).summary).toBe(summary);
  });

  test.each([
    ["SELECT 'it''s' , 12.5e3, $1, t1.c2", "SELECT ? , ?, $1, t1.c2"],
    ["SELECT E'a\\'b', B'01', U&'x'", "SELECT ?, ?, ?"],
    ["SELECT $$a'b$$, $tag$ $$ $tag$, 1", "SELECT ?, ?, ?"],
    ["SELECT /* Jane */ 1 -- Roe\n, 2", "SELECT ? , ?"],
    ['SELECT "quoted 12" FROM t', 'SELECT "quoted 12" FROM t'],
    ["SELECT .5, 0x1F, -3", "SELECT ?, ?, -?"],
  ])("%j keeps its shape and loses its literals", (text, stripped) => {
    expect(describeSql(text).text).toBe(stripped);
  });

  test.each([
    "SELECT * FROM patients WHERE name = 'O'Brien'",
    "SELECT * FROM patients WHERE name = 'D' Angelo'",
    "SELECT /* Jane /* inner */ Roe */ 1",
    "SELECT 'Roe",
    "SELECT E'Roe\\'",
    "SELECT $body$Roe$bod",
    'SELECT "Roe',
    "SELECT /* Roe",
  ])("%j, which does not read as SQL, is not repeated", (text) => {
    expect(describeSql(text)).toMatchObject({ text: "?", summary: "SELECT" });
  });

  test("never keeps a value, however it is quoted, and whatever stands around it", () => {
    const canary = "Xq7canary";
    const quotings = [
      (value: string) => `'${value.replaceAll("'", "''")}'`,
      (value: string) => `E'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
      (value: string) => `$body$${value.replaceAll("$", "")}$body$`,
      (value: string) => `/* ${value.replaceAll("*/", "").replaceAll("/*", "")} */`,
      (value: string) => `'${value.replaceAll("'", "''")}`,
    ];
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(...quotings), (before, after, quote) => {
        const value = quote(`${before}${canary}${after}`);
        expect(describeSql(`SELECT * FROM t WHERE a = ${value}`).text).not.toContain(canary);
      }),
    );
  });

  test("is described whatever it holds, within a bounded length", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5_000, unit: "binary" }), (text) => {
        expect(describeSql(text).text.length).toBeLessThanOrEqual(statementLengthCharacters);
      }),
    );
  });
});
