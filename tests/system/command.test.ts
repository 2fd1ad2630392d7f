import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "./running-process.ts";

const command = `${repositoryRoot}/apps/cli/dist/main.js`;

test("redact copies standard input with identifiers replaced and everything else kept", () => {
  const input = "ward 7 quiet\nPatient: Maria Johnson, MRN: 4711003, SSN 736-21-1234\nduration_ms=12\n";
  const output = execFileSync(process.execPath, [command, "redact"], { input, encoding: "utf8" });
  expect(output).toBe(
    "ward 7 quiet\nPatient: [REDACTED:NAME], MRN: [REDACTED:MRN], SSN [REDACTED:SSN]\nduration_ms=12\n",
  );
});

test("redact ends quietly when its reader goes away", () => {
  const { status, stderr } = spawnSync(
    "sh",
    ["-c", `yes 'call (212) 555-0147' | head -100000 | ${process.execPath} ${command} redact | head -1`],
    { encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("check finds nothing wrong in the configuration that is shipped", () => {
  const { status, stdout } = spawnSync(process.execPath, [command, "check"], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

test.each([
  ["prometheus/prometheus.yml", "scrape_configs:\n  - job_name: a\n    scrape_interval: often\n", ":3:"],
  ["prometheus/targets/gateway.yml", "- targets: localhost\n", ":1:"],
])("check names the place of what is wrong in %s", (file, content, place) => {
  const directory = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
  cpSync(`${repositoryRoot}/infrastructure/observability`, directory, { recursive: true });
  writeFileSync(join(directory, file), content);
  const { status, stdout } = spawnSync(process.execPath, [command, "check", directory], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stdout).toContain(file.split("/").at(-1) + place);
  rmSync(directory, { recursive: true, force: true });
});
