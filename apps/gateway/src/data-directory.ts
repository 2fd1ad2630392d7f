import { randomBytes } from "node:crypto";
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";
import { StartUpError } from "./start-up-error.ts";

const ownerOnlyDirectory = 0o700;
const ownerOnlyFile = 0o600;
const secretSizeBytes = 48;

/**
 * Makes the directory, readable by its owner alone.
 *
 * @throws StartUpError when it cannot be made or written to.
 */
export async function openDataDirectory(directory: string): Promise<void> {
  try {
    makeOwnerOnlyDirectory(directory);
    await chmod(directory, ownerOnlyDirectory);
    const probe = join(directory, ".writable");
    await writeFile(probe, "", { mode: ownerOnlyFile });
    await rm(probe);
  } catch (error) {
    throw new StartUpError(
      `The data directory ${directory} cannot be written to (${reasonOf(error)}): set VOICEASSIST_DATA_DIR to a directory that this user may write.`,
    );
  }
}

/** A secret that is made on the first start and is the same on every later one. */
export async function openSecret(path: string, setting: string): Promise<string> {
  const secret = randomBytes(secretSizeBytes).toString("base64url");
  try {
    await writeFile(path, secret, { flag: "wx", mode: ownerOnlyFile });
    return secret;
  } catch (error) {
    if (reasonOf(error) === "EEXIST") return await readFile(path, "utf8");
    throw new StartUpError(
      `The secret ${path} cannot be kept (${reasonOf(error)}): free the directory, or set ${setting}.`,
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
