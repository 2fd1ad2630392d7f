import { readdir } from "node:fs/promises";
import { join } from "node:path";

const sequenceDigits = 12;
const segmentName = /^audit-(\d{12})\.jsonl$/;

/** The names of a log's files. */
export const checkpointFile = "checkpoints.jsonl";
export const publicKeyFile = "public-key.pem";
export const lockFile = "writer.lock";

/** The file whose first entry has this number. */
export function segmentFile(firstSequence: number): string {
  return `audit-${String(firstSequence).padStart(sequenceDigits, "0")}.jsonl`;
}

/** Paths of the segments, the oldest first. */
export async function listSegments(directory: string): Promise<readonly string[]> {
  const names = (await readdir(directory)).filter((name) => segmentName.test(name)).sort();
  return names.map((name) => join(directory, name));
}
