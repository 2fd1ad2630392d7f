import { BackupError } from "./backup-error.ts";
import { hashFile, readBackupFile } from "./backup-file.ts";
import type { BackupKey } from "./backup-key.ts";
import {
  type BackupManifest,
  backupSuffix,
  manifestIsGenuine,
  manifestSuffix,
  readManifest,
} from "./backup-manifest.ts";
import { proveRestorable } from "./prove-restorable.ts";

/**
 * Checks the manifest, the file's checksum and key, and restores it into a scratch database.
 *
 * @throws BackupError BACKUP_DAMAGED, BACKUP_KEY_WRONG, BACKUP_NOT_RESTORABLE, BACKUP_TOO_NEW
 */
export async function verifyBackup(path: string, key: BackupKey): Promise<BackupManifest> {
  const manifest = await assertGenuine(path, key);
  if ((await proveRestorable(readBackupFile(path, key))) !== manifest.content_sha256)
    throw new BackupError(
      "BACKUP_NOT_RESTORABLE",
      `${path}, restored, does not hold what its manifest says.`,
    );
  return manifest;
}

/** The manifest of a backup whose file is what it says, and whose key this is. */
export async function assertGenuine(path: string, key: BackupKey): Promise<BackupManifest> {
  const manifest = await readManifest(path.replace(/\.backup$/, manifestSuffix));
  if (!path.endsWith(backupSuffix) || manifest === undefined)
    throw new BackupError(
      "BACKUP_DAMAGED",
      `${path} is not a finished backup: it has no manifest beside it.`,
    );
  if (manifest.key_id !== key.id)
    throw new BackupError(
      "BACKUP_KEY_WRONG",
      `${path} was made with the key ${manifest.key_id}, but this one is ${key.id}: set BACKUP_KEY_FILE to the file of that key.`,
    );
  if (!manifestIsGenuine(manifest, key) || (await hashFile(path)) !== manifest.sha256)
    throw new BackupError("BACKUP_DAMAGED", `${path} or its manifest was changed after it was made.`);
  return manifest;
}
