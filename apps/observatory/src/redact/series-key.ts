import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";
import { StartupError } from "../startup-error.ts";

const keySizeBytes = 32;
const fileName = "series-key";

/** The key that tells redacted series apart, made at the first start: 32 random bytes, readable by the owner alone. */
export function readSeriesKey(dataDirectory: string): Uint8Array {
  const path = join(dataDirectory, fileName);
  const known = readKey(path);
  if (known !== undefined) return known;
  makeOwnerOnlyDirectory(dataDirectory);
  const key = randomBytes(keySizeBytes);
  const unfinished = `${path}.new`;
  const file = openSync(unfinished, "w", 0o600);
  writeSync(file, key);
  fsyncSync(file);
  closeSync(file);
  renameSync(unfinished, path);
  return key;
}

function readKey(path: string): Uint8Array | undefined {
  try {
    const key = readFileSync(path);
    if (key.length === keySizeBytes) return key;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  throw new StartupError(
    "SERIES_KEY_INVALID",
    `The file ${path} should hold ${keySizeBytes} bytes; put it back, or remove it to give redacted series new names.`,
  );
}
