import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { BackupError } from "./backup-error.ts";
import type { BackupKey } from "./backup-key.ts";

/** File: these bytes, a nonce, the gzipped dump under AES-256-GCM with the bytes before it as associated data, the tag. */
const magic = Buffer.from("VABACKUP1\n");
const cipher = "aes-256-gcm";
const nonceSizeBytes = 12;
const tagSizeBytes = 16;
const headSizeBytes = magic.length + nonceSizeBytes;
const ownerOnlyFile = 0o600;

interface WrittenBackup {
  readonly sizeBytes: number;
  /** Of the file. */
  readonly sha256: string;
  /** Of the lines, before they were compressed and encrypted. */
  readonly contentSha256: string;
  readonly lines: number;
}

/** Writes the lines, encrypted, to a file that must not be there yet; on disk when it returns. */
export async function writeBackupFile(
  path: string,
  lines: AsyncIterable<string>,
  { key }: BackupKey,
): Promise<WrittenBackup> {
  const nonce = randomBytes(nonceSizeBytes);
  const head = Buffer.concat([magic, nonce]);
  const encryption = createCipheriv(cipher, key, nonce, { authTagLength: tagSizeBytes }).setAAD(head);
  const fileHash = createHash("sha256").update(head);
  const contentHash = createHash("sha256");
  let lineCount = 0;
  let sizeBytes = head.length;
  const counted = async function* (): AsyncGenerator<string> {
    for await (const line of lines) {
      contentHash.update(line);
      lineCount += 1;
      yield line;
    }
  };
  const handle = await open(path, "wx", ownerOnlyFile);
  try {
    await handle.writeFile(head);
    await pipeline(
      Readable.from(counted()),
      createGzip(),
      encryption,
      async (encrypted: AsyncIterable<Buffer>) => {
        for await (const part of encrypted) {
          fileHash.update(part);
          sizeBytes += part.length;
          await handle.writeFile(part);
        }
      },
    );
    const tag = encryption.getAuthTag();
    await handle.writeFile(tag);
    await handle.sync();
    return {
      sizeBytes: sizeBytes + tag.length,
      sha256: fileHash.update(tag).digest("hex"),
      contentSha256: contentHash.digest("hex"),
      lines: lineCount,
    };
  } finally {
    await handle.close();
  }
}

/**
 * The lines of a backup. The last one comes only after the whole file was found genuine: who acts on lines as they come
 * must undo it when this throws.
 *
 * @throws BackupError BACKUP_DAMAGED, BACKUP_KEY_WRONG
 */
export async function* readBackupFile(path: string, { key }: BackupKey): AsyncGenerator<string> {
  const handle = await open(path, "r");
  const { size } = await handle.stat();
  const head = Buffer.alloc(headSizeBytes);
  const tag = Buffer.alloc(tagSizeBytes);
  await handle.read(head, 0, head.length, 0);
  await handle.read(tag, 0, tag.length, Math.max(0, size - tagSizeBytes));
  await handle.close();
  if (size <= headSizeBytes + tagSizeBytes || !head.subarray(0, magic.length).equals(magic))
    throw new BackupError("BACKUP_DAMAGED", `${path} is not a backup, or only a part of one.`);
  const decryption = createDecipheriv(cipher, key, head.subarray(magic.length), {
    authTagLength: tagSizeBytes,
  })
    .setAAD(head)
    .setAuthTag(tag);
  const encrypted = createReadStream(path, { start: headSizeBytes, end: size - tagSizeBytes - 1 });
  const unpacked = createGunzip();
  let failure: unknown;
  const decrypting = pipeline(encrypted, decryption, unpacked).catch((error: unknown) => {
    failure = error;
  });
  let held: string | undefined;
  let rest = "";
  const decoder = new TextDecoder();
  try {
    for await (const part of unpacked) {
      const lines = (rest + decoder.decode(part as Buffer, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (held !== undefined) yield held;
        held = line;
      }
    }
  } catch (error) {
    failure = error;
  }
  await decrypting;
  // Who stops reading half way has not been promised anything.
  if (failure !== undefined)
    throw new BackupError(
      "BACKUP_DAMAGED",
      `${path} was changed after it was made, or the key is not the one that it was made with.`,
      { cause: failure },
    );
  if (held !== undefined) yield held;
}

/** SHA-256 of a whole file. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest("hex");
}
