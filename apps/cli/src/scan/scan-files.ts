import { createReadStream, type Stats } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Inspector } from "./inspector.ts";
import type { Report } from "./report.ts";
import { scanText } from "./scan-text.ts";
import { decode, textEncoding } from "./text-encoding.ts";

const maxFileSizeBytes = 4 * 1024 * 1024 * 1024;
const maxFiles = 1_000_000;

/** Files, and directories with everything below them; links inside a directory are not followed. */
export async function scanFiles(
  paths: readonly string[],
  inspector: Inspector,
  report: Report,
): Promise<void> {
  for (const path of paths) {
    const stats = await statOf(path, report);
    if (stats === undefined) continue;
    if (stats.isDirectory()) await scanDirectory(path, inspector, report);
    else await scanFile(path, path, stats, inspector, report);
  }
}

/** Bytes of no file: standard input. */
export async function scanBytes(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  inspector: Inspector,
  report: Report,
): Promise<void> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first = await iterator.next();
  const firstBytes = first.done === true ? new Uint8Array() : first.value;
  const encoding = textEncoding(firstBytes);
  if (encoding === undefined) {
    report.skip(name, "binary");
    await iterator.return?.();
    return;
  }
  const rest = { [Symbol.asyncIterator]: () => iterator };
  await scanText(decode(firstBytes, rest, encoding), inspector, (line, column, kind) => {
    report.add({ in: "text", file: name, line, column }, kind, 1);
  });
  report.read(1);
}

async function scanDirectory(root: string, inspector: Inspector, report: Report): Promise<void> {
  const pending = [root];
  let files = 0;
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    for (const entry of await entriesOf(directory, report)) {
      const path = join(directory, entry.name);
      const shown = shownPath(root, path, inspector);
      if (entry.isDirectory()) {
        pending.push(path);
        continue;
      }
      if (!entry.isFile()) {
        report.skip(shown, entry.isSymbolicLink() ? "link" : "no regular file");
        continue;
      }
      files += 1;
      if (files > maxFiles) {
        report.fail(`${root} holds more than ${maxFiles} files; scan its directories one by one.`);
        return;
      }
      for (const { kind } of inspector.spans(entry.name))
        report.add({ in: "file name", file: shown }, kind, 1);
      const stats = await statOf(path, report);
      if (stats !== undefined) await scanFile(path, shown, stats, inspector, report);
    }
  }
}

/** The path as the report shows it: what the user gave stays, names that were met on the way are redacted. */
function shownPath(root: string, path: string, inspector: Inspector): string {
  return join(root, inspector.safe(relative(root, path)));
}

async function entriesOf(directory: string, report: Report) {
  try {
    const entries = [];
    for await (const entry of await opendir(directory)) entries.push(entry);
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    report.fail(`${directory}: ${reasonOf(error)}`);
    return [];
  }
}

async function statOf(path: string, report: Report): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    report.fail(`${path}: ${reasonOf(error)}`);
    return undefined;
  }
}

async function scanFile(
  path: string,
  shown: string,
  stats: Stats,
  inspector: Inspector,
  report: Report,
): Promise<void> {
  if (stats.size > maxFileSizeBytes) {
    report.fail(`${shown}: has ${stats.size} bytes, over the bound of ${maxFileSizeBytes}; split it.`);
    return;
  }
  try {
    await scanBytes(createReadStream(path), shown, inspector, report);
  } catch (error) {
    report.fail(`${shown}: ${reasonOf(error)}`);
  }
}

/** Why a file could not be read, without its path, which can identify. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
      return "there is no such file or directory.";
    case "EACCES":
    case "EPERM":
      return "permission to read it is missing.";
    default:
      return code === "" ? "it could not be read." : `it could not be read (${code}).`;
  }
}
