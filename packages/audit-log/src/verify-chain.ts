import type { KeyObject } from "node:crypto";
import { decodeEntry, emptyLog, entryHash, type LogHead } from "./audit-entry.ts";
import { checkpointIsSigned, decodeCheckpoint } from "./checkpoint.ts";

/** One line, and where it stands. */
export interface PlacedLine {
  readonly text: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export type AuditProblemKind =
  | "altered"
  | "missing"
  | "reordered"
  | "duplicated"
  | "unlinked"
  | "rewritten"
  | "truncated"
  | "checkpoint_invalid"
  | "unanchored";

/** What is wrong, with the entry that it is about. */
export interface AuditProblem {
  readonly kind: AuditProblemKind;
  /** The entry's number; of a range, its first. */
  readonly sequence: number;
  readonly message: string;
}

export interface ChainVerdict {
  readonly head: LogHead;
  readonly firstTime: string | undefined;
  readonly lastTime: string | undefined;
  readonly checkpoints: number;
  /** Entries that a valid checkpoint covers; later ones could be cut off unseen. */
  readonly anchoredEntries: number;
  /** How often a torn last line was cut off and recorded. */
  readonly repairs: number;
  /** The first 1,000; `problemCount` counts all. */
  readonly problems: readonly AuditProblem[];
  readonly problemCount: number;
}

export interface ChainEvidence {
  readonly checkpoints: readonly PlacedLine[];
  readonly publicKey: KeyObject | undefined;
  /** A head that was noted elsewhere, as in a log line or on paper. */
  readonly anchor?: LogHead;
}

const problemLimit = 1_000;

/** Checks a whole log: entries in the order of their files, then what the signed checkpoints say about them. */
export async function verifyChain(
  lines: AsyncIterable<PlacedLine> | Iterable<PlacedLine>,
  evidence: ChainEvidence,
): Promise<ChainVerdict> {
  const problems: AuditProblem[] = [];
  let problemCount = 0;
  const report = (kind: AuditProblemKind, sequence: number, message: string): void => {
    problemCount += 1;
    if (problems.length < problemLimit) problems.push({ kind, sequence, message });
  };

  const statements = readCheckpoints(evidence, report);
  const wanted = new Set(statements.map(({ size }) => size));
  const hashes = new Map<number, string>([[0, emptyLog.hash]]);

  let head: LogHead = emptyLog;
  /** Undefined after a line whose hash says nothing: the next entry's link cannot be judged. */
  let link: string | undefined = emptyLog.hash;
  let firstTime: string | undefined;
  let lastTime: string | undefined;
  let repairs = 0;
  const missing = new Set<number>();
  let missingBeyondLimit = 0;

  for await (const { text, file, line } of lines) {
    const place = `${file}:${line}`;
    const entry = decodeEntry(text);
    const expected = head.sequence + 1;
    // What an altered entry says of its own place counts for nothing: it stands where it is.
    if (entry === undefined || entryHash(entry) !== entry.hash) {
      const fault =
        entry === undefined ? "is not an entry in its canonical form" : "does not match its own hash";
      report("altered", expected, `${place}: entry ${expected} ${fault}.`);
      head = { sequence: expected, hash: entry?.hash ?? "" };
      link = undefined;
      continue;
    }
    const { sequence } = entry;
    if (sequence < expected) {
      const wasMissing = missing.delete(sequence);
      report(
        wasMissing ? "reordered" : "duplicated",
        sequence,
        wasMissing
          ? `${place}: entry ${sequence} stands after entry ${head.sequence}.`
          : `${place}: entry ${sequence} is there a second time.`,
      );
      continue;
    }
    if (sequence > expected) {
      for (let number = expected; number < sequence; number += 1) {
        if (missing.size < problemLimit) missing.add(number);
        else missingBeyondLimit += 1;
      }
    } else if (link !== undefined && entry.previous !== link) {
      report(
        "unlinked",
        expected - 1,
        `${place}: entry ${sequence} names another hash than that of entry ${expected - 1}: one of the two was replaced.`,
      );
    }
    head = { sequence, hash: entry.hash };
    link = entry.hash;
    if (wanted.has(sequence) || evidence.anchor?.sequence === sequence) hashes.set(sequence, entry.hash);
    firstTime ??= entry.time;
    lastTime = entry.time;
    if (entry.event === "log" && entry.action === "repair") repairs += 1;
  }

  for (const [from, to] of ranges([...missing].sort((a, b) => a - b))) {
    report(
      "missing",
      from,
      from === to ? `Entry ${from} is missing.` : `Entries ${from} to ${to} are missing.`,
    );
  }
  if (missingBeyondLimit > 0)
    report("missing", head.sequence, `${missingBeyondLimit} more entries are missing.`);

  let anchoredEntries = 0;
  const longest = statements.reduce((size, statement) => Math.max(size, statement.size), 0);
  if (longest > head.sequence) {
    const { time } = statements.find(({ size }) => size === longest) ?? { time: "" };
    report(
      "truncated",
      head.sequence + 1,
      `The log ends at entry ${head.sequence}, but the checkpoint of ${time} signs ${longest} entries: ${longest - head.sequence} are cut off.`,
    );
  }
  for (const { size, head: signed, time } of statements) {
    const found = hashes.get(size);
    if (found === undefined) continue;
    if (found === signed) anchoredEntries = Math.max(anchoredEntries, size);
    else report("rewritten", size, `Entry ${size} has another hash than the checkpoint of ${time} signs.`);
  }
  checkAnchor(evidence.anchor, head, hashes, report);
  if (head.sequence > 0 && statements.length === 0)
    report(
      "unanchored",
      head.sequence,
      "No checkpoint with a valid signature covers the log: entries could have been cut off or rewritten unseen.",
    );
  return {
    head,
    firstTime,
    lastTime,
    checkpoints: statements.length,
    anchoredEntries,
    repairs,
    problems,
    problemCount,
  };
}

type Report = (kind: AuditProblemKind, sequence: number, message: string) => void;

function readCheckpoints(
  { checkpoints, publicKey }: ChainEvidence,
  report: Report,
): readonly { readonly size: number; readonly head: string; readonly time: string }[] {
  let longest = 0;
  return checkpoints.flatMap(({ text, file, line }) => {
    const checkpoint = decodeCheckpoint(text);
    const invalid = (why: string): readonly [] => {
      report("checkpoint_invalid", checkpoint?.size ?? 0, `${file}:${line}: ${why}`);
      return [];
    };
    if (checkpoint === undefined) return invalid("this is not a checkpoint.");
    if (publicKey === undefined) return invalid("there is no public key to check the signature with.");
    if (!checkpointIsSigned(checkpoint, publicKey)) return invalid("the signature is not by the log's key.");
    if (checkpoint.size < longest)
      return invalid(`a checkpoint of ${checkpoint.size} entries follows one of ${longest}.`);
    longest = checkpoint.size;
    return [checkpoint];
  });
}

function checkAnchor(
  anchor: LogHead | undefined,
  head: LogHead,
  hashes: ReadonlyMap<number, string>,
  report: Report,
): void {
  if (anchor === undefined) return;
  if (anchor.sequence > head.sequence)
    report(
      "truncated",
      head.sequence + 1,
      `The log ends at entry ${head.sequence}, but ${anchor.sequence} entries were noted.`,
    );
  else if (hashes.get(anchor.sequence) !== anchor.hash)
    report("rewritten", anchor.sequence, `Entry ${anchor.sequence} has another hash than was noted.`);
}

function ranges(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}
