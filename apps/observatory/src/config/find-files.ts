import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const maxFiles = 1_000;

/** Existing files whose last path segment matches the pattern's (`*`, `?`, `[a-z]`), sorted. There may be none. */
export function findFiles(pattern: string): readonly string[] {
  const directory = dirname(pattern);
  const expression = new RegExp(`^${globExpression(basename(pattern))}$`, "u");
  return entriesOf(directory)
    .filter((entry) => expression.test(entry))
    .sort()
    .slice(0, maxFiles)
    .map((entry) => join(directory, entry));
}

function globExpression(name: string): string {
  return name.replace(/\[(?<not>\^?)(?<set>[^\]\\]+)\]|[\\^$.|?*+()[\]{}]/gu, (found, ...rest) => {
    const { not, set } = rest.at(-1) as { readonly not?: string; readonly set?: string };
    if (set !== undefined) return `[${not ?? ""}${set}]`;
    if (found === "*") return ".*";
    return found === "?" ? "." : `\\${found}`;
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
