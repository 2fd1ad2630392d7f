import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { AuditLogError } from "./audit-log-error.ts";

const ownerOnlyFile = 0o600;

/** A file that only grows, whole records at a time: what is not completely on disk is cut off again. */
export interface AppendFile {
  readonly path: string;
  sizeBytes(): number;
  /**
   * Returns when the bytes are on disk.
   *
   * @throws AuditLogError AUDIT_LOG_UNWRITABLE; the file then holds what it held before, or is brought back to that before
   * the next append.
   */
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Opens the file at its first `sizeBytes`; what is beyond is cut off. */
export async function openAppendFile(path: string, sizeBytes: number): Promise<AppendFile> {
  const handle = await openOrCreate(path);
  let size = sizeBytes;
  let clean = false;

  const restore = async (): Promise<void> => {
    await handle.truncate(size);
    await handle.datasync();
    clean = true;
  };
  await restore();

  return {
    path,
    sizeBytes: () => size,
    async append(bytes) {
      try {
        if (!clean) await restore();
        await assertUntouched(handle, size);
        clean = false;
        await writeAll(handle, bytes, size);
        await handle.datasync();
        size += bytes.byteLength;
        clean = true;
      } catch (error) {
        const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
        throw new AuditLogError(
          "AUDIT_LOG_UNWRITABLE",
          `The audit log ${path} cannot be written (${reason}).`,
          {
            cause: error,
          },
        );
      }
    },
    close: () => handle.close(),
  };
}

async function openOrCreate(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r+");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const created = await open(path, "wx+", ownerOnlyFile);
  // A new file is durable only when its folder is.
  const directory = await open(dirname(path));
  await directory.sync();
  await directory.close();
  return created;
}

/** Somebody who deletes, cuts or writes the file under its writer is noticed before the next entry is acknowledged. */
async function assertUntouched(handle: FileHandle, expectedBytes: number): Promise<void> {
  const { nlink, size } = await handle.stat();
  if (nlink === 0) throw new AuditLogError("AUDIT_LOG_DAMAGED", "The file was deleted while it was written.");
  if (size !== expectedBytes)
    throw new AuditLogError(
      "AUDIT_LOG_DAMAGED",
      `The file has ${size} bytes instead of ${expectedBytes}: something else wrote to it.`,
    );
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.byteLength - written,
      position + written,
    );
    written += bytesWritten;
  }
}
