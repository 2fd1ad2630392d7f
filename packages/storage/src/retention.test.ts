import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openEmbeddedClickHouse } from "./embedded-clickhouse.ts";
import { migrate } from "./migrations.ts";
import { applyRetention } from "./retention.ts";

it("a store that exists gets the new retention in every table of telemetry", async () => {
  const directory = mkdtempSync(join(tmpdir(), "storage-retention-"));
  const clickHouse = openEmbeddedClickHouse(directory);
  const retentions = async () => {
    const rows = (await clickHouse.rows(
      "SELECT name, extract(create_table_query, ' TTL .*toIntervalDay\\\\((\\\\d+)\\\\)') AS days FROM system.tables " +
        "WHERE database = 'voiceassist' AND engine LIKE '%MergeTree' AND name != 'schema_migrations'",
      {},
    )) as readonly { readonly days: string }[];
    return { tables: rows.length, days: [...new Set(rows.map(({ days }) => days))] };
  };
  await migrate(clickHouse, 90);
  const before = await retentions();
  await applyRetention(clickHouse, 7);
  const after = await retentions();
  await clickHouse.close();
  rmSync(directory, { recursive: true, force: true });
  expect(before).toEqual({ tables: 10, days: ["90"] });
  expect(after).toEqual({ tables: 10, days: ["7"] });
}, 60_000);
