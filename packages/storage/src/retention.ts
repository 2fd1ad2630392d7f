import type { ClickHouse } from "./clickhouse.ts";

interface TableRow {
  readonly name: string;
  readonly create_table_query: string;
}

const TTL = / TTL (?<expression>.+?toIntervalDay\()(?<days>\d+)\)(?= SETTINGS )/;

/** Gives every table of an existing store the retention asked for; expired days are dropped as whole parts. */
export async function applyRetention(clickHouse: ClickHouse, retentionDays: number): Promise<void> {
  const rows = await clickHouse.rows(
    "SELECT name, create_table_query FROM system.tables WHERE database = 'voiceassist' ORDER BY name",
    {},
  );
  for (const table of rows as readonly TableRow[]) {
    const ttl = TTL.exec(table.create_table_query)?.groups;
    if (ttl?.expression === undefined || Number(ttl.days) === retentionDays) continue;
    await clickHouse.command(
      `ALTER TABLE voiceassist.${table.name} MODIFY TTL ${ttl.expression}${retentionDays})`,
    );
  }
}
