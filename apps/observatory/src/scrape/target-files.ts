import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { openConfigFile } from "../config/config-file.ts";
import type { Problem } from "../config/problem.ts";
import { readTargetGroups } from "./read-target-groups.ts";
import type { TargetGroup } from "./scrape-config.ts";

const maxTargetFiles = 1_000;

/** Existing files that the pattern names, sorted. A pattern may name none: its targets come later. */
function findTargetFiles(pattern: string): readonly string[] {
  const directory = dirname(pattern);
  const name = basename(pattern);
  const literals = name.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/gu, "\\$&"));
  const expression = new RegExp(`^${literals.join(".*")}$`, "u");
  return entriesOf(directory)
    .filter((entry) => expression.test(entry))
    .sort()
    .slice(0, maxTargetFiles)
    .map((entry) => join(directory, entry));
}

/** Changes whenever a file of the patterns appears, vanishes or is written. */
export function targetFilesState(patterns: readonly string[]): string {
  return patterns
    .flatMap(findTargetFiles)
    .map((path) => `${path} ${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`)
    .join("\n");
}

export function readTargetFiles(patterns: readonly string[], problems: Problem[]): readonly TargetGroup[] {
  return patterns.flatMap(findTargetFiles).flatMap((path) => {
    const file = openConfigFile(path, readFileSync(path, "utf8"), problems);
    return file.root === null ? [] : readTargetGroups(file, file.root, "a target file");
  });
}

function entriesOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
