import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** The whole lines of a file that may end in the middle of one. */
export interface LineFile {
  readonly lines: readonly string[];
  /** Of the whole lines, their line ends included. */
  readonly sizeBytes: number;
  /** What follows the last line end: an entry that was being written when the writer was killed. */
  readonly torn: { readonly sizeBytes: number; readonly sha256: string } | undefined;
}

const lineFeed = 0x0a;

/** An absent file has no lines. */
export async function readLineFile(path: string): Promise<LineFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    return { lines: [], sizeBytes: 0, torn: undefined };
  }
  const sizeBytes = bytes.lastIndexOf(lineFeed) + 1;
  const rest = bytes.subarray(sizeBytes);
  return {
    lines: sizeBytes === 0 ? [] : bytes.toString("utf8", 0, sizeBytes - 1).split("\n"),
    sizeBytes,
    torn:
      rest.byteLength === 0
        ? undefined
        : { sizeBytes: rest.byteLength, sha256: createHash("sha256").update(rest).digest("hex") },
  };
}
