// The rules of CONTRIBUTING.md that a machine can check: direction of dependencies, names, sizes, exports.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "./workspace.mjs";

/** A package may import only packages of a lower rank; apps import no app. */
const rank = {
  phi: 0,
  "owner-only": 0,
  histogram: 0,
  wire: 1,
  promql: 1,
  logql: 1,
  storage: 2,
  alerting: 2,
  telemetry: 2,
  "audit-log": 2,
};
/** Data in, data out: nothing of Node, no network, no clock, no randomness. */
const pure = ["phi", "histogram", "wire", "promql", "logql", "alerting"];
const impure =
  /from "node:|\bfetch\(|\bprocess\.|\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/;
const longestFileLines = 500;
const medianFileLines = 120;
const emptyNames =
  /^(utils?|helpers?|common|misc|shared|index\.test)\.tsx?$|(^|\/)(utils?|helpers?|common|misc)\//;

const problems = [];
const files = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"],
  {
    cwd: root,
    encoding: "utf8",
  },
)
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));

const text = (path) => readFileSync(join(root, path), "utf8");
const lineCount = (path) => text(path).split("\n").length - 1;

for (const path of files) {
  const source = text(path);
  const [kind, owner] = path.split("/");
  const imported = [...source.matchAll(/(?:from|import\()\s*"(@voiceassist\/[^"]+)"/g)].map(
    (match) => match[1],
  );
  for (const name of imported) {
    const [, target, deeper] = name.split("/");
    if (deeper !== undefined)
      problems.push(`${path}: imports ${name}; only a package's entry may be imported.`);
    if (rank[target] === undefined) problems.push(`${path}: imports the app ${target}.`);
    if (kind === "packages" && target !== owner && rank[target] >= rank[owner]) {
      problems.push(`${path}: ${owner} may not import ${target}: dependencies point down.`);
    }
  }
  for (const [, specifier] of source.matchAll(/from "(\.\.\/[^"]+)"/g)) {
    const target = join(dirname(path), specifier).split("/");
    if ((kind === "packages" || kind === "apps") && (target[0] !== kind || target[1] !== owner)) {
      problems.push(`${path}: reaches into ${target.slice(0, 2).join("/")} by a relative path.`);
    }
  }
  const isTest = /\.test\.tsx?$/.test(path);
  if (kind === "packages" && pure.includes(owner) && !isTest && impure.test(source)) {
    problems.push(`${path}: ${owner} is pure, but this file has ${impure.exec(source)[0]}`);
  }
  if (emptyNames.test(basename(path)) || emptyNames.test(path)) {
    problems.push(`${path}: the name does not say what the file holds.`);
  }
  if (basename(path) === "index.ts" && !/^packages\/[a-z-]+\/src\/index\.ts$/.test(path)) {
    problems.push(`${path}: an inner barrel; import from the file that defines the thing.`);
  }
  const lines = source.split("\n").length - 1;
  if (lines > longestFileLines && !source.startsWith("// Long because")) {
    problems.push(`${path}: ${lines} lines; split it, or say why in a first line "// Long because …".`);
  }
}

const sizes = files.map(lineCount).sort((a, b) => a - b);
const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
if (median > medianFileLines)
  problems.push(`The median file has ${median} lines; ${medianFileLines} is the bound.`);

const architecture = existsSync(join(root, "ARCHITECTURE.md")) ? text("ARCHITECTURE.md") : "";
for (const owner of new Set(
  files
    .filter((path) => /^(apps|packages)\//.test(path))
    .map((path) => path.split("/").slice(0, 2).join("/")),
)) {
  if (!architecture.includes(`\`${owner}\``)) problems.push(`ARCHITECTURE.md does not mention \`${owner}\`.`);
  if (!existsSync(join(root, owner, "README.md"))) problems.push(`${owner} has no README.md.`);
}

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(
  `${files.length} TypeScript files, median ${median} lines, ${problems.length} problems.\n`,
);
process.exit(problems.length === 0 ? 0 : 1);
