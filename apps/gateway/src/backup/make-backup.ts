import { open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";
import type { Pool } from "pg";
import { BackupError } from "./backup-error.ts";
import { readBackupFile, writeBackupFile } from "./backup-file.ts";
import type { BackupKey } from "./backup-key.ts";
import {
  type BackupManifest,
  backupSuffix,
  listManifests,
  manifestSuffix,
  partialSuffix,
  sealManifest,
} from "./backup-manifest.ts";
import { dumpDatabase } from "./dump-database.ts";
import { proveRestorable } from "./prove-restorable.ts";

const ownerOnlyFile = 0o600;

export interface BackupPlace {
  readonly directory: string;
  /** So many of the latest stay. */
  readonly keep: number;
  readonly key: BackupKey;
}

/**
 * Makes a backup, proves it by restoring it into a scratch database and comparing the contents, and only then gives it its
 * name. Whatever ends this half way leaves a file that is no backup and is removed the next time.
 *
 * @throws BackupError
 */
export async function makeBackup(pool: Pool, place: BackupPlace, now: Date): Promise<BackupManifest> {
  const { directory, keep, key } = place;
  const name = `voiceassist-${now.toISOString().replaceAll(/[:.]/g, "-")}`;
  const target = join(directory, `${name}${backupSuffix}`);
  const partial = `${target}${partialSuffix}`;
  const manifestPath = join(directory, `${name}${manifestSuffix}`);
  const unfinished = [partial, target, `${manifestPath}${partialSuffix}`];
  try {
    makeOwnerOnlyDirectory(directory);
    await removePartials(directory);
    const written = await writeBackupFile(partial, dumpDatabase(pool), key);
    const startedMillis = performance.now();
    const restored = await proveRestorable(readBackupFile(partial, key));
    if (restored !== written.contentSha256)
      throw new BackupError(
        "BACKUP_NOT_RESTORABLE",
        "The backup, restored into a scratch database, does not hold what the database held; it was not kept.",
      );
    const manifest = sealManifest(
      {
        format: "voiceassist-backup-1",
        name,
        created_at: now.toISOString(),
        size_bytes: written.sizeBytes,
        sha256: written.sha256,
        content_sha256: written.contentSha256,
        lines: written.lines,
        key_id: key.id,
        restored_at: new Date().toISOString(),
        restore_seconds: Math.round(performance.now() - startedMillis) / 1_000,
      },
      key,
    );
    await writeFile(`${manifestPath}${partialSuffix}`, `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: ownerOnlyFile,
      flush: true,
    });
    await rename(partial, target);
    await rename(`${manifestPath}${partialSuffix}`, manifestPath);
    unfinished.length = 0;
    await syncDirectory(directory);
    await removeOld(directory, keep);
    return manifest;
  } catch (error) {
    // What cannot be removed now goes with the next run; the reason for the failure is what counts.
    for (const path of unfinished) await rm(path, { force: true }).catch(() => undefined);
    throw explained(error, directory);
  }
}

async function removePartials(directory: string): Promise<void> {
  const names = await readdir(directory);
  const manifested = new Set((await listManifests(directory)).map(({ name }) => `${name}${backupSuffix}`));
  for (const name of names) {
    // A backup without its manifest was cut off between the two.
    const isHalf = name.endsWith(partialSuffix) || (name.endsWith(backupSuffix) && !manifested.has(name));
    if (isHalf && name.startsWith("voiceassist-")) await rm(join(directory, name), { force: true });
  }
}

async function removeOld(directory: string, keep: number): Promise<void> {
  for (const { name } of (await listManifests(directory)).slice(keep)) {
    // The manifest first: a file without one is no backup, and goes with the next run.
    await rm(join(directory, `${name}${manifestSuffix}`), { force: true });
    await rm(join(directory, `${name}${backupSuffix}`), { force: true });
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory);
  await handle.sync();
  await handle.close();
}

function explained(error: unknown, directory: string): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  if (error.code === "ENOSPC" || error.code === "EDQUOT")
    return new BackupError(
      "BACKUP_DISK_FULL",
      `The disk of ${directory} is full: free space, lower BACKUP_KEEP, or set BACKUP_DIR to another disk.`,
      { cause: error },
    );
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes(String(error.code)))
    return new BackupError(
      "BACKUP_UNWRITABLE",
      `Backups cannot be written to ${directory} (${String(error.code)}): set BACKUP_DIR to a directory that this user may write.`,
      { cause: error },
    );
  return error;
}
