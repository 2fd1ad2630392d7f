// Prints every row of every table of a closed store, found by asking ClickHouse itself and not our own readers.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Session } from "chdb";

const [directory = ""] = process.argv.slice(2);
// ClickHouse's own folder is the one that holds its metadata.
const home = [directory, ...readdirSync(directory).map((name) => join(directory, name))].find((path) =>
  existsSync(join(path, "metadata")),
);
if (home === undefined) throw new Error(`There is no ClickHouse data in ${directory}.`);
const session = new Session(home);
const rows = async (sql) =>
  (await session.queryAsync(sql, { format: "JSONEachRow" })).text().split("\n").filter(Boolean);
const tables = await rows(
  "SELECT database, name FROM system.tables WHERE engine LIKE '%MergeTree' AND database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema')",
);
for (const table of tables) {
  const { database, name } = JSON.parse(table);
  process.stdout.write(
    `${database}.${name}\n${(await rows(`SELECT * FROM \`${database}\`.\`${name}\``)).join("\n")}\n`,
  );
}
session.close();
