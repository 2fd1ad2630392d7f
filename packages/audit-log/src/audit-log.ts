import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";
import { type AppendFile, openAppendFile } from "./append-file.ts";
import {
  type AuditEntry,
  chainEntry,
  decodeEntry,
  emptyLog,
  encodeEntry,
  entryHash,
  type LogHead,
} from "./audit-entry.ts";
import { type AuditEvent, assertEvent } from "./audit-event.ts";
import { AuditLogError } from "./audit-log-error.ts";
import { decodeCheckpoint, encodeCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { type LineFile, readLineFile } from "./line-file.ts";
import { checkpointFile, listSegments, lockFile, publicKeyFile, segmentFile } from "./log-directory.ts";
import type { SigningKeys } from "./signing-keys.ts";
import { lockForWriting } from "./writer-lock.ts";

const publicFile = 0o644;
const segmentLimitBytes = 64 * 1024 * 1024;
const waitingLimit = 10_000;
const batchLimit = 256;
const checkpointEveryEntries = 500;
const checkpointEveryMillis = 60_000;
/** An idle log is signed too, more rarely: "nothing happened" is a statement as well. */
const idleCheckpointEveryMillis = 60 * 60_000;

export interface AuditLogOptions {
  readonly directory: string;
  readonly keys: SigningKeys;
  readonly clock: () => Date;
  /** Told of each checkpoint, so that it can be noted outside this machine. */
  readonly onCheckpoint: (head: LogHead) => void;
  /** Told when a checkpoint could not be written; it is tried again a minute later. */
  readonly onCheckpointFailure: (error: unknown) => void;
}

/** The one writer of a log. */
export interface AuditLog {
  /**
   * Resolves when the entry is on disk: only then may what it records be done.
   *
   * @throws AuditLogError AUDIT_EVENT_INVALID, AUDIT_LOG_UNWRITABLE, AUDIT_LOG_OVERLOADED, AUDIT_LOG_CLOSED
   */
  append(event: AuditEvent): Promise<AuditEntry>;
  head(): LogHead;
  /** Entries that the latest checkpoint covers. */
  anchored(): number;
  /** Writes what waits, signs a last checkpoint, and gives the log back. */
  close(): Promise<void>;
}

interface Waiting {
  readonly event: AuditEvent;
  readonly resolve: (entry: AuditEntry) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens a log for writing, repairs and records a torn last line, and records that it was opened.
 *
 * @throws AuditLogError AUDIT_LOG_IN_USE, AUDIT_LOG_TRUNCATED, AUDIT_LOG_DAMAGED, AUDIT_LOG_UNWRITABLE
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const { directory } = options;
  makeOwnerOnlyDirectory(directory);
  const unlock = await lockForWriting(join(directory, lockFile));
  try {
    return await openLocked(options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openLocked(options: AuditLogOptions, unlock: () => Promise<void>): Promise<AuditLog> {
  const { directory, keys, clock, onCheckpoint, onCheckpointFailure } = options;
  const end = await readEnd(directory);
  const checkpoints = await readLineFile(join(directory, checkpointFile));
  const lastCheckpoint = decodeCheckpoint(checkpoints.lines.at(-1) ?? "");
  assertCovers(end.head, lastCheckpoint, directory);
  await writeFile(join(directory, publicKeyFile), keys.publicKey.export({ type: "spki", format: "pem" }), {
    mode: publicFile,
  });

  let head = end.head;
  let anchored = lastCheckpoint?.size ?? 0;
  let anchoredMillis = 0;
  let segment = await openAppendFile(end.path, end.file.sizeBytes);
  const checkpointLines = await openAppendFile(join(directory, checkpointFile), checkpoints.sizeBytes);
  const waiting: Waiting[] = [];
  let working: Promise<void> | undefined;
  let closed = false;
  let checkpointDue = true;

  const segmentWithRoom = async (): Promise<AppendFile> => {
    if (segment.sizeBytes() < segmentLimitBytes) return segment;
    const next = await openAppendFile(join(directory, segmentFile(head.sequence + 1)), 0);
    await segment.close();
    segment = next;
    return segment;
  };

  /** One write and one fsync for all that wait: a log under load costs a fraction of an fsync an entry. */
  const writeBatch = async (batch: readonly Waiting[]): Promise<void> => {
    const time = clock();
    const entries: AuditEntry[] = [];
    let last = head;
    for (const { event } of batch) {
      const entry = chainEntry(last, time, event);
      entries.push(entry);
      last = entry;
    }
    try {
      const lines = entries.map((entry) => `${encodeEntry(entry)}\n`).join("");
      await (await segmentWithRoom()).append(Buffer.from(lines));
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    head = { sequence: last.sequence, hash: last.hash };
    batch.forEach(({ resolve }, index) => {
      const entry = entries[index];
      if (entry !== undefined) resolve(entry);
    });
  };

  const checkpoint = async (): Promise<void> => {
    try {
      await checkpointLines.append(Buffer.from(`${encodeCheckpoint(signCheckpoint(head, clock(), keys))}\n`));
      anchored = head.sequence;
      anchoredMillis = clock().getTime();
      onCheckpoint(head);
    } catch (error) {
      onCheckpointFailure(error);
    }
  };

  const work = async (): Promise<void> => {
    for (;;) {
      if (waiting.length > 0) {
        await writeBatch(waiting.splice(0, batchLimit));
        checkpointDue ||= head.sequence - anchored >= checkpointEveryEntries;
      } else if (checkpointDue) {
        checkpointDue = false;
        await checkpoint();
      } else {
        working = undefined;
        return;
      }
    }
  };
  /** Called when something waits or is due: the work then begins with an await, so that `working` is set before it ends. */
  const wake = (): Promise<void> => {
    working ??= work();
    return working;
  };

  const append = (event: AuditEvent): Promise<AuditEntry> =>
    new Promise((resolve, reject) => {
      assertEvent(event);
      if (closed) throw new AuditLogError("AUDIT_LOG_CLOSED", "The audit log is closed.");
      if (waiting.length >= waitingLimit)
        throw new AuditLogError(
          "AUDIT_LOG_OVERLOADED",
          `${waitingLimit} audit entries wait for the disk: it is too slow, or stuck.`,
        );
      waiting.push({ event, resolve, reject });
      void wake();
    });

  if (end.file.torn !== undefined)
    await append({
      event: "log",
      action: "repair",
      outcome: "success",
      actor: "system",
      torn_bytes: end.file.torn.sizeBytes,
      torn_sha256: end.file.torn.sha256,
    });
  await append({ event: "log", action: "open", outcome: "success", actor: "system" });

  const timer = setInterval(() => {
    const idle = head.sequence === anchored;
    if (idle && clock().getTime() - anchoredMillis < idleCheckpointEveryMillis) return;
    checkpointDue = true;
    void wake();
  }, checkpointEveryMillis);
  timer.unref();

  return {
    append,
    head: () => head,
    anchored: () => anchored,
    async close() {
      if (closed) return;
      const last = append({ event: "log", action: "close", outcome: "success", actor: "system" });
      closed = true;
      clearInterval(timer);
      // A log that cannot be written to is closed all the same.
      await last.catch(() => undefined);
      checkpointDue = true;
      await wake();
      await segment.close();
      await checkpointLines.close();
      await unlock();
    },
  };
}

interface LogEnd {
  readonly path: string;
  readonly file: LineFile;
  readonly head: LogHead;
}

/** Where the log ends; the last segment may hold no whole line. */
async function readEnd(directory: string): Promise<LogEnd> {
  const segments = await listSegments(directory);
  const path = segments.at(-1) ?? join(directory, segmentFile(1));
  const file = await readLineFile(path);
  let last = file.lines.at(-1);
  if (last === undefined && segments.length > 1)
    last = (await readLineFile(segments.at(-2) ?? "")).lines.at(-1);
  if (last === undefined) return { path, file, head: emptyLog };
  const entry = decodeEntry(last);
  if (entry === undefined || entryHash(entry) !== entry.hash)
    throw new AuditLogError(
      "AUDIT_LOG_DAMAGED",
      `The last entry of ${path} is not intact: run \`voiceassist audit verify\` on ${directory}, then move the directory aside to begin a new log.`,
    );
  return { path, file, head: { sequence: entry.sequence, hash: entry.hash } };
}

/** A log that ends before what was signed has lost entries: going on would hide it. */
function assertCovers(head: LogHead, signed: ReturnType<typeof decodeCheckpoint>, directory: string): void {
  if (signed === undefined || signed.size < head.sequence) return;
  if (signed.size === head.sequence && signed.head === head.hash) return;
  throw new AuditLogError(
    "AUDIT_LOG_TRUNCATED",
    `The audit log in ${directory} ends at entry ${head.sequence}, but its last checkpoint signs ${signed.size}: run \`voiceassist audit verify\` on it, then move the directory aside to begin a new log.`,
  );
}
