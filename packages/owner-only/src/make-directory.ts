import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

const ownerOnly = 0o700;

/**
 * Makes the directory and the parents that it lacks; leaves what exists. Throws what the system answers, with its code.
 *
 * Not `mkdirSync` with `recursive`: on Node 20.20 that never returns where a parent answers ENOENT for good, as /proc does.
 */
export function makeOwnerOnlyDirectory(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeOwnerOnlyDirectory(parent);
  try {
    mkdirSync(path, { mode: ownerOnly });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}
