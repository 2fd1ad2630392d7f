import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { repositoryRoot } from "../system/running-process.ts";
import { alerts, alertsPath, readRuleFile, recordingRulesPath } from "./rule-file.ts";
import { hasTool, observabilityDirectory, runTool } from "./tool.ts";
import { usualMistakes } from "./usual-mistakes.ts";

const casesDirectory = `${repositoryRoot}/tests/infrastructure/promtool`;
const caseFiles = readdirSync(casesDirectory).filter((name) => name.endsWith(".yml"));
const scratch = mkdtempSync(join(tmpdir(), "voiceassist-rules-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.skipIf(!hasTool("promtool"))("promtool (needs Debian's package prometheus)", () => {
  test("accepts the configuration", async () => {
    const { exitCode, output } = await runTool("promtool", [
      "check",
      "config",
      `${observabilityDirectory}/prometheus/prometheus.yml`,
    ]);
    expect(output).not.toContain("FAILED");
    expect(exitCode).toBe(0);
  });

  test("accepts the rules", async () => {
    const { exitCode, output } = await runTool("promtool", [
      "check",
      "rules",
      "--lint-fatal",
      alertsPath,
      recordingRulesPath,
    ]);
    expect(exitCode, output).toBe(0);
  });

  test.concurrent.each(caseFiles)("every case of %s holds", async (name) => {
    const { exitCode, output } = await runTool("promtool", ["test", "rules", join(casesDirectory, name)]);
    expect(exitCode, output).toBe(0);
  });

  test.concurrent.each(Object.entries(usualMistakes))(
    "the cases of %s fail when the rule is written the usual way",
    async (alert, mistake) => {
      const cases = mutatedCases(alert, mistake);
      const { exitCode, output } = await runTool("promtool", ["test", "rules", cases]);
      expect(output).toContain("FAILED");
      expect(output).toContain(alert);
      expect(exitCode).not.toBe(0);
    },
  );
});

test("every alert has a file of cases", () => {
  const covered = caseFiles.map((name) => readFileSync(join(casesDirectory, name), "utf8")).join("\n");
  expect(alerts().filter(({ alert }) => !covered.includes(`alertname="${alert}"`))).toEqual([]);
});

test("every alert of the first thirteen has its usual mistake", () => {
  const first = alerts().filter(({ group }) =>
    /^voiceassist_(critical|performance|security|data_integrity)$/.test(group),
  );
  expect(first.map(({ alert }) => alert).filter((alert) => usualMistakes[alert] === undefined)).toEqual([]);
});

/** The alert's cases on a rule file that holds only that alert, written the usual way, and what it may read. */
function mutatedCases(alert: string, mistake: (typeof usualMistakes)[string]): string {
  const groups = readRuleFile(alertsPath).groups.map((group) => ({
    ...group,
    rules: group.rules
      .filter((rule) => rule.alert === alert)
      .map(({ for: _for, keep_firing_for: _keep, ...rule }) => ({
        ...rule,
        expr: mistake.expr,
        ...(mistake.for === undefined ? {} : { for: mistake.for }),
      })),
  }));
  const rulesPath = join(scratch, `${alert}.rules.yml`);
  const casesPath = join(scratch, `${alert}.yml`);
  writeFileSync(rulesPath, stringify({ groups }));
  const cases = readFileSync(join(casesDirectory, `${alert}.yml`), "utf8");
  writeFileSync(casesPath, cases.replace(/rule_files:\n(?: {2}- .*\n)+/, `rule_files: [${rulesPath}]\n`));
  return casesPath;
}
