import { createHash, hkdfSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openSecret } from "../data-directory.ts";
import type { Settings } from "../settings.ts";
import { BackupError } from "./backup-error.ts";

const shortestKeyCharacters = 32;
const keySizeBytes = 32;
const keyIdHexDigits = 16;

export interface BackupKey {
  readonly key: Buffer;
  /** Tells keys apart without telling the key. */
  readonly id: string;
}

/**
 * The key of the file that the settings name, or of one that is made in the gateway's folder. Any text of 32 characters or
 * more is a key; white space around it does not count.
 *
 * @throws BackupError BACKUP_KEY_INVALID
 */
export async function readBackupKey(
  settings: Pick<Settings, "backup" | "dataDirectory">,
): Promise<BackupKey> {
  const { keyFile } = settings.backup;
  if (keyFile === undefined)
    return deriveBackupKey(await openSecret(join(settings.dataDirectory, "backup-key"), "BACKUP_KEY_FILE"));
  let text: string;
  try {
    text = (await readFile(keyFile, "utf8")).trim();
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new BackupError(
      "BACKUP_KEY_INVALID",
      `The backup key ${keyFile} cannot be read (${reason}): set BACKUP_KEY_FILE to a file that can.`,
    );
  }
  if (text.length < shortestKeyCharacters)
    throw new BackupError(
      "BACKUP_KEY_INVALID",
      `The backup key in ${keyFile} is too short: it must be a random text of at least ${shortestKeyCharacters} characters, as from openssl rand -base64 48.`,
    );
  return deriveBackupKey(text);
}

export function deriveBackupKey(text: string): BackupKey {
  const key = Buffer.from(hkdfSync("sha256", text, "", "voiceassist backup", keySizeBytes));
  const id = createHash("sha256").update("key id").update(key).digest("hex").slice(0, keyIdHexDigits);
  return { key, id };
}
