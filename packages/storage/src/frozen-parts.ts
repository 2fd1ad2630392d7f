import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";
import { engineDirectory } from "./data-directory.ts";

/** Where the snapshots of an embedded store are: `snapshots/NAME/TABLE/PART`, beside the engine's own files. */
function snapshotDirectory(directory: string, name: string): string {
  return join(directory, "snapshots", name);
}

/**
 * Moves the parts that `ALTER TABLE … FREEZE WITH NAME label` linked, which the engine keeps by the table's UUID
 * (`shadow/LABEL/store/XXX/UUID/PART`), to where the snapshot is. To restore a table, copy them to its folder
 * `detached/` and attach them.
 */
export function keepFrozenParts(directory: string, label: string, name: string, table: string): void {
  const target = join(snapshotDirectory(directory, name), table);
  makeOwnerOnlyDirectory(target);
  const frozen = join(engineDirectory(directory), "shadow", label);
  const store = join(frozen, "store");
  // A table without rows has no parts.
  for (const group of existsSync(store) ? readdirSync(store) : []) {
    for (const uuid of readdirSync(join(store, group))) {
      const parts = join(store, group, uuid);
      for (const part of readdirSync(parts)) renameSync(join(parts, part), join(target, part));
    }
  }
  rmSync(frozen, { recursive: true, force: true });
}
