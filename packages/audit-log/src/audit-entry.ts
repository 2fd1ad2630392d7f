import { createHash } from "node:crypto";
import { type AuditEvent, brokenField } from "./audit-event.ts";
import { canonicalJson } from "./canonical-json.ts";

/** An event in its place: numbered from 1, and carrying the hash of the entry before it. */
export interface AuditEntry extends AuditEvent {
  readonly sequence: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
  readonly previous: string;
  /** SHA-256 of the canonical JSON of everything else. */
  readonly hash: string;
}

/** Where a log ends. */
export interface LogHead {
  readonly sequence: number;
  readonly hash: string;
}

/** Before the first entry. */
export const emptyLog: LogHead = { sequence: 0, hash: "0".repeat(64) };

const sha256 = /^[0-9a-f]{64}$/;
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function chainEntry(head: LogHead, time: Date, event: AuditEvent): AuditEntry {
  const unhashed = {
    ...event,
    sequence: head.sequence + 1,
    time: time.toISOString(),
    previous: head.hash,
  };
  return { ...unhashed, hash: hashOf(unhashed) };
}

export function entryHash(entry: AuditEntry): string {
  return hashOf({ ...entry, hash: undefined });
}

/** The only line that stands for the entry. */
export function encodeEntry(entry: AuditEntry): string {
  return canonicalJson({ ...entry });
}

/** The entry, or undefined when the line is not exactly what {@link encodeEntry} writes. The hash is not checked here. */
export function decodeEntry(line: string): AuditEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Said by the caller, who knows the place.
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { sequence, time, previous, hash, ...event } = value as Readonly<Record<string, unknown>>;
  const linked =
    Number.isSafeInteger(sequence) &&
    Number(sequence) > 0 &&
    timestamp.test(String(time)) &&
    sha256.test(String(previous)) &&
    sha256.test(String(hash));
  if (!linked || brokenField(event) !== undefined) return undefined;
  const entry = value as AuditEntry;
  return encodeEntry(entry) === line ? entry : undefined;
}

/** Members that are undefined are left out of the canonical form. */
function hashOf(unhashed: Omit<AuditEntry, "hash"> & { readonly hash?: undefined }): string {
  return createHash("sha256")
    .update(canonicalJson({ ...unhashed }))
    .digest("hex");
}
