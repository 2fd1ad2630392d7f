import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAuditLog, openSigningKeys } from "@voiceassist/audit-log";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditExitCodes, verifyAudit } from "./verify-audit.ts";

let place: string;
let directory: string;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), "va-audit-"));
  directory = join(place, "audit");
  const log = await openAuditLog({
    directory,
    keys: await openSigningKeys(join(place, "key.pem")),
    clock: () => new Date(),
    onCheckpoint: () => undefined,
    onCheckpointFailure: () => undefined,
  });
  for (let number = 0; number < 5; number += 1)
    await log.append({ event: "authentication", action: "login", outcome: "failure", actor: "anonymous" });
  await log.close();
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const segment = () => join(directory, readdirSync(directory).find((name) => name.startsWith("audit-")) ?? "");
const change = (edit: (lines: string[]) => string[]) =>
  writeFileSync(
    segment(),
    edit(readFileSync(segment(), "utf8").trimEnd().split("\n"))
      .map((line) => `${line}\n`)
      .join(""),
  );

async function verify(where = directory): Promise<{ readonly code: number; readonly output: string }> {
  const lines: string[] = [];
  const code = await verifyAudit(where, { json: false }, (line) => void lines.push(line));
  return { code, output: lines.join("\n") };
}

test("an intact log", async () => {
  const { code, output } = await verify();
  expect(code).toBe(auditExitCodes.intact);
  expect(output).toContain("7 entries in 1 files");
  expect(output).toContain("Intact.");
});

test.each<[string, (lines: string[]) => string[], keyof typeof auditExitCodes, string]>([
  [
    "an altered entry",
    (lines) => lines.with(3, String(lines[3]).replace("failure", "success")),
    "tampered",
    "entry 4: altered",
  ],
  ["a missing entry", (lines) => lines.toSpliced(2, 1), "tampered", "entry 3: missing"],
  ["a cut log", (lines) => lines.slice(0, 4), "truncated", "entry 5: truncated"],
])("%s is named", async (_what, edit, exit, said) => {
  change(edit);
  const { code, output } = await verify();
  expect(output).toContain(said);
  expect(output).toContain("NOT intact");
  expect(code).toBe(auditExitCodes[exit]);
});

test("a log without checkpoints is not called intact", async () => {
  rmSync(join(directory, "checkpoints.jsonl"));
  expect((await verify()).code).toBe(auditExitCodes.unanchored);
});

test("a directory that is not there, or holds no log", async () => {
  expect((await verify(join(place, "absent"))).code).toBe(auditExitCodes.unreadable);
  expect((await verify(place)).code).toBe(auditExitCodes.unreadable);
});
