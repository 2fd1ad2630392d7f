import { resolve } from "node:path";
import type { Pool } from "pg";
import { BackupError } from "../backup/backup-error.ts";
import { readBackupFile } from "../backup/backup-file.ts";
import { type BackupKey, readBackupKey } from "../backup/backup-key.ts";
import { makeBackup } from "../backup/make-backup.ts";
import { restoreDump } from "../backup/restore-dump.ts";
import { assertGenuine, verifyBackup } from "../backup/verify-backup.ts";
import { openDataDirectory } from "../data-directory.ts";
import { assertReachable, connectPool } from "../database/connect-pool.ts";
import { runningEmbeddedDatabase, startEmbeddedDatabase } from "../database/embedded-database.ts";
import { migrate } from "../database/migrate.ts";
import { adoptVectors } from "../database/vector-support.ts";
import type { Settings } from "../settings.ts";
import { StartUpError } from "../start-up-error.ts";

/** What the gateway's program does instead of serving: `backup`, `verify-backup FILE`, `restore FILE`. */
export async function runCommand(
  [name, file]: readonly string[],
  settings: Settings,
  print: (line: string) => void,
): Promise<void> {
  try {
    await openDataDirectory(settings.dataDirectory);
    const key = await readBackupKey(settings);
    if (name === "backup") await backup(settings, key, print);
    else if (name === "verify-backup" && file !== undefined) await verify(resolve(file), key, print);
    else if (name === "restore" && file !== undefined) await restore(resolve(file), settings, key, print);
    else throw new StartUpError("Give backup, verify-backup FILE or restore FILE, or nothing to serve.");
  } catch (error) {
    if (error instanceof BackupError) throw new StartUpError(error.message);
    throw error;
  }
}

async function backup(settings: Settings, key: BackupKey, print: (line: string) => void): Promise<void> {
  await withDatabase(settings, async (pool) => {
    const { directory, keep } = settings.backup;
    const manifest = await makeBackup(pool, { directory, keep, key }, new Date());
    print(
      `${directory}/${manifest.name}.backup: ${manifest.size_bytes} bytes, proved by restoring it in ${manifest.restore_seconds} s.`,
    );
  });
}

async function verify(path: string, key: BackupKey, print: (line: string) => void): Promise<void> {
  const manifest = await verifyBackup(path, key);
  print(`${path} of ${manifest.created_at} is whole and can be restored.`);
}

async function restore(
  path: string,
  settings: Settings,
  key: BackupKey,
  print: (line: string) => void,
): Promise<void> {
  const manifest = await assertGenuine(path, key);
  await withDatabase(settings, async (pool) => {
    await migrate(pool);
    await adoptVectors(pool);
    await restoreDump(readBackupFile(path, key), pool);
  });
  print(`Restored ${manifest.lines} lines of ${manifest.created_at}.`);
}

/** The database that the settings name: a server, that of a gateway that runs, or the embedded one, started for this. */
async function withDatabase(settings: Settings, work: (pool: Pool) => Promise<void>): Promise<void> {
  const running =
    settings.databaseUrl === undefined ? await runningEmbeddedDatabase(settings.dataDirectory) : undefined;
  const started =
    settings.databaseUrl === undefined && running === undefined
      ? await startEmbeddedDatabase({ directory: settings.dataDirectory, onUnexpectedExit: () => undefined })
      : undefined;
  const target = running ?? started?.connection ?? { connectionString: String(settings.databaseUrl) };
  const pool = connectPool(target, { connectionLimit: 1, onIdleError: () => undefined });
  try {
    await assertReachable(pool);
    await work(pool);
  } finally {
    await pool.end();
    await started?.stop();
  }
}
