import { describe, expect, it } from "vitest";
import { readMigrations } from "./migrations.ts";

const statements = readMigrations(90).flatMap((migration) => migration.statements);
const tables = statements.filter((statement) => statement.includes("CREATE TABLE"));

describe("the schema", () => {
  it("is numbered without a gap", () => {
    const versions = readMigrations(90).map(({ version }) => version);
    expect(versions).toEqual(versions.map((_version, index) => index + 1));
  });

  it.each(tables.map((sql) => [/voiceassist\.\w+/.exec(sql)?.[0] ?? "", sql] as const))(
    "%s expires as whole days, by parts, and is flushed at each insert",
    (_name, sql) => {
      expect(sql).toMatch(/TTL .+ INTERVAL 90 DAY/);
      expect(sql).toMatch(/PARTITION BY (?:day|toDate\(\w+\))/);
      expect(sql).toContain("ttl_only_drop_parts = 1");
      expect(sql).toContain("fsync_after_insert = 1");
    },
  );

  it("can be applied twice", () => {
    for (const statement of statements) expect(statement).toMatch(/IF (?:NOT )?EXISTS/);
  });
});
