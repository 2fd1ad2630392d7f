// Installs and builds, when needed, before anything else can be imported: plain Node, no dependency.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const oldestNode = [20, 19];

/** Ends the process with one sentence that says what to do. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Refuses a Node that is too old to run the rest. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(
      `Node ${process.versions.node} is too old: install Node ${oldestNode.join(".")} or newer and run this again.`,
    );
  }
}

/** Runs a program of the workspace, its output shown only when it fails. */
function quietly(what, command, args) {
  const started = Date.now();
  process.stdout.write(`${what} …`);
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status === 0) {
    process.stdout.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
    return;
  }
  process.stdout.write("\n");
  process.stderr.write(result.stdout ?? "");
  process.stderr.write(result.stderr ?? "");
  fail(
    `${what} failed: ${result.error?.message ?? `${command} ${args.join(" ")} ended with code ${result.status}`}.`,
  );
}

/**
 * Brings node_modules to what package-lock.json says, once per lock file. Not `npm ci`: it refuses a lock file that
 * lacks the binaries of other platforms, which a registry mirror may not have.
 */
export function install() {
  const lock = join(root, "package-lock.json");
  const stamp = join(root, "node_modules", ".installed-lock");
  const wanted = createHash("sha256").update(readFileSync(lock)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  quietly("Installing dependencies (the first time, about 700 MB)", "npm", [
    "install",
    "--no-save",
    "--loglevel=error",
    "--no-audit",
    "--no-fund",
  ]);
  writeFileSync(stamp, wanted);
}

/** Compiles every package, and bundles the console when its sources are newer than its bundle. */
export function build() {
  quietly("Compiling", process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-b"]);
  const page = join(root, "apps/console/dist/site/index.html");
  const sources = ["src", "index.html", "vite.config.ts", "package.json"].map((name) =>
    join(root, "apps/console", name),
  );
  if (existsSync(page) && Math.max(...sources.map(newestMillis)) < statSync(page).mtimeMs) return;
  quietly("Building the console", "npm", [
    "run",
    "build",
    "--workspace",
    "@voiceassist/console",
    "--loglevel=error",
  ]);
}

function newestMillis(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMillis(join(path, name))));
}
