import { readFileSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";
import { StoreError } from "./store-error.ts";

/** Where the engine keeps its files, and the lock file that it holds (flock) while it runs. */
export function engineDirectory(directory: string): string {
  return join(directory, "clickhouse");
}

/**
 * Makes the directory (0700) and writes the engine's configuration (0600) into it; returns the configuration's path.
 * Refuses a directory that cannot be written, has no space, or is in use. The engine itself would report these
 * on standard error, and as "failed to create connection".
 */
export function prepareDataDirectory(directory: string, configuration: string): string {
  const path = join(directory, "clickhouse.xml");
  try {
    makeOwnerOnlyDirectory(engineDirectory(directory));
    writeFileSync(path, configuration, { mode: 0o600 });
  } catch (error) {
    throw unwritable(directory, error);
  }
  const owner = lockOwner(directory);
  if (owner !== undefined) throw locked(directory, owner);
  return path;
}

const PROBE_SIZE_BYTES = 4096;
/** ClickHouse refuses an insert before the disk is quite full: it reserves at least 1 MiB for a part. */
const MIN_FREE_BYTES = 4 * 1024 * 1024;

/** Throws when a small file cannot be written and flushed, or when ClickHouse would refuse to write for want of space. */
export function probeDataDirectory(directory: string): void {
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < MIN_FREE_BYTES) throw full(directory);
  const path = join(directory, `.write-probe-${process.pid}`);
  try {
    writeFileSync(path, Buffer.alloc(PROBE_SIZE_BYTES, 1), { mode: 0o600, flush: true });
  } catch (error) {
    throw unwritable(directory, error);
  } finally {
    rmSync(path, { force: true });
  }
}

/** The process that holds the engine's lock, from the kernel's table of locks (Linux); elsewhere unknown. */
function lockOwner(directory: string): string | undefined {
  const status = join(engineDirectory(directory), "status");
  const inode = statSync(status, { throwIfNoEntry: false })?.ino;
  if (inode === undefined) return undefined;
  // The file outlives a killed process, and other disks have files of the same inode number: both must agree.
  const owner = /PID: (\d+)/.exec(readFileSync(status, "utf8"))?.[1];
  const lock = new RegExp(` FLOCK .* ${owner} \\S+:${inode} `);
  return owner !== undefined && lock.test(kernelLocks()) ? owner : undefined;
}

function kernelLocks(): string {
  try {
    return readFileSync("/proc/locks", "utf8");
  } catch {
    // No such table on this system: the engine's own refusal is then what the caller gets.
    return "";
  }
}

function locked(directory: string, owner: string): StoreError {
  return new StoreError(
    "STORE_LOCKED",
    `The data directory ${directory} is in use by process ${owner}; stop that process or name another directory.`,
  );
}

function unwritable(directory: string, error: unknown): StoreError {
  const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (reason === "ENOSPC") return full(directory);
  return new StoreError(
    "STORE_DIRECTORY_UNWRITABLE",
    `The data directory ${directory} cannot be written (${reason}); name a directory that this user may create and write.`,
  );
}

function full(directory: string): StoreError {
  return new StoreError("STORE_DISK_FULL", `The disk of ${directory} is full; free space there.`);
}
