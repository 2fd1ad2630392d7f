// `npm test`: install, then everything that checks the project, each step named, and one summary at the end.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, install, requireNode, root } from "./workspace.mjs";

requireNode();
install();
build();

const bin = (name) => join(root, "node_modules/.bin", name);
const report = join(root, "test-results/vitest.json");
mkdirSync(join(root, "test-results"), { recursive: true });
rmSync(report, { force: true });

/** @type {readonly (readonly [name: string, command: string, args: readonly string[]])[]} */
const steps = [
  ["Real peers (installed when missing and possible)", "bash", ["scripts/install-peers.sh"]],
  ["Format and lint", bin("biome"), ["check", "."]],
  ["Type-aware lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]],
  ["Types of the tests", process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.tests.json"]],
  ["Dead code", bin("knip"), []],
  ["Structure", process.execPath, ["scripts/check-structure.mjs"]],
  ["Generated pages", process.execPath, ["scripts/generate-metrics-page.mjs", "--check"]],
  ["Generated configuration", process.execPath, ["--import", "tsx", "infrastructure/generate.ts", "--check"]],
  ["Configuration", process.execPath, ["apps/cli/dist/main.js", "check"]],
  ["Tests", bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]],
];

const failed = [];
for (const [name, command, args] of steps) {
  const started = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (error !== undefined) process.stderr.write(`${command} could not be run: ${error.message}\n`);
  if (status !== 0) failed.push(name);
  process.stdout.write(
    `── ${name}: ${status === 0 ? "passed" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
}

const counts = readCounts();
const checks = steps.length - 1;
const failedChecks = failed.filter((name) => name !== "Tests").length;
process.stdout.write(`\n${failed.length === 0 ? "Everything passed." : `Failed: ${failed.join(", ")}.`}\n`);
process.stdout.write(
  `${counts.passed + checks - failedChecks} passed, ${counts.failed + failedChecks} failed, ${counts.skipped} skipped\n`,
);
process.exit(failed.length === 0 ? 0 : 1);

function readCounts() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    return {
      passed: numPassedTests,
      failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0),
      skipped: numPendingTests,
    };
  } catch {
    // The runner ended before it could write its report; its own step is then among the failed ones.
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
