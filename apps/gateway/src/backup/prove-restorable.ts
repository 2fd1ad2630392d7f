import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectPool } from "../database/connect-pool.ts";
import { startEmbeddedDatabase } from "../database/embedded-database.ts";
import { migrate } from "../database/migrate.ts";
import { adoptVectors } from "../database/vector-support.ts";
import { dumpDatabase } from "./dump-database.ts";
import { restoreDump } from "./restore-dump.ts";

/**
 * Restores a dump into a scratch database of its own and dumps that again.
 *
 * @returns the SHA-256 of the second dump: that of the first, when everything arrived
 */
export async function proveRestorable(lines: AsyncIterable<string>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "voiceassist-restore-"));
  try {
    const database = await startEmbeddedDatabase({
      directory,
      scratch: true,
      onUnexpectedExit: () => undefined,
    });
    const pool = connectPool(database.connection, { connectionLimit: 1, onIdleError: () => undefined });
    try {
      await migrate(pool);
      await adoptVectors(pool);
      await restoreDump(lines, pool);
      const hash = createHash("sha256");
      for await (const line of dumpDatabase(pool)) hash.update(line);
      return hash.digest("hex");
    } finally {
      await pool.end();
      await database.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
