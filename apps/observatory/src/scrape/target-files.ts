import { readFileSync, statSync } from "node:fs";
import { openConfigFile } from "../config/config-file.ts";
import { findFiles } from "../config/find-files.ts";
import type { Problem } from "../config/problem.ts";
import { readTargetGroups } from "./read-target-groups.ts";
import type { TargetGroup } from "./scrape-config.ts";
import type { DiscoveredGroup } from "./target.ts";

/** Changes whenever a file of the patterns appears, vanishes or is written. */
export function targetFilesState(patterns: readonly string[]): string {
  return patterns
    .flatMap(findFiles)
    .map((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return `${path} ${stat?.mtimeMs} ${stat?.size} ${stat?.ino}`;
    })
    .join("\n");
}

/** Reads target files and remembers what each said last, which counts again while a file is not usable. */
export interface TargetFiles {
  read(patterns: readonly string[], problems: Problem[]): readonly DiscoveredGroup[];
}

export function createTargetFiles(): TargetFiles {
  const lastGood = new Map<string, readonly TargetGroup[]>();
  return {
    read(patterns, problems) {
      return [...new Set(patterns.flatMap(findFiles))].flatMap((path) => {
        const groups = readTargetFile(path, problems) ?? lastGood.get(path) ?? [];
        lastGood.set(path, groups);
        return groups.map(({ addresses, labels }) => ({
          addresses,
          labels: { ...labels, __meta_filepath: path },
        }));
      });
    },
  };
}

/** `undefined` when the file is not usable as a whole; why is then in `problems`. */
function readTargetFile(path: string, problems: Problem[]): readonly TargetGroup[] | undefined {
  const before = problems.length;
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    const message = `the target file cannot be read: ${error instanceof Error && "code" in error ? String(error.code) : "unknown error"}`;
    problems.push({ file: path, line: 1, column: 1, message });
    return undefined;
  }
  const file = openConfigFile(path, content, problems);
  const groups = file.root === null ? [] : readTargetGroups(file, file.root, "a target file");
  return problems.length === before ? groups : undefined;
}
