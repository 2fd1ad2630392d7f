import { createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { LogHead } from "./audit-entry.ts";
import { readLineFile } from "./line-file.ts";
import { checkpointFile, listSegments, publicKeyFile } from "./log-directory.ts";
import { type ChainVerdict, type PlacedLine, verifyChain } from "./verify-chain.ts";

export interface DirectoryVerdict extends ChainVerdict {
  readonly segments: number;
  /** Bytes after the last line end: written but never acknowledged, or being written now. */
  readonly tornBytes: number;
}

/** Verifies the log in a directory without changing it; `publicKeyPath` names a key that was kept elsewhere. */
export async function verifyDirectory(
  directory: string,
  options: { readonly publicKeyPath?: string; readonly anchor?: LogHead } = {},
): Promise<DirectoryVerdict> {
  // Checkpoints first: a log that is being written meanwhile grows beyond them, and must not seem cut off.
  const checkpoints = placed(checkpointFile, (await readLineFile(join(directory, checkpointFile))).lines);
  const publicKey = await readPublicKey(options.publicKeyPath ?? join(directory, publicKeyFile));
  const segments = await listSegments(directory);
  let tornBytes = 0;
  async function* lines(): AsyncGenerator<PlacedLine> {
    for (const path of segments) {
      const file = await readLineFile(path);
      tornBytes = file.torn?.sizeBytes ?? 0;
      yield* placed(basename(path), file.lines);
    }
  }
  const verdict = await verifyChain(lines(), {
    checkpoints,
    publicKey,
    ...(options.anchor === undefined ? {} : { anchor: options.anchor }),
  });
  return { ...verdict, segments: segments.length, tornBytes };
}

function placed(file: string, lines: readonly string[]): readonly PlacedLine[] {
  return lines.map((text, index) => ({ text, file, line: index + 1 }));
}

async function readPublicKey(path: string): Promise<KeyObject | undefined> {
  try {
    return createPublicKey(await readFile(path));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
