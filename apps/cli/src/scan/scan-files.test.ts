import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInspector } from "./inspector.ts";
import { createReport, type Report } from "./report.ts";
import { scanFiles } from "./scan-files.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "scan-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

async function scanned(files: Readonly<Record<string, string | Uint8Array>>): Promise<Report> {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  const report = createReport();
  await scanFiles([directory], createInspector(), report);
  return report;
}

/** The findings without the name of the directory. */
function lines(report: Report): string {
  return report.asText("Files").findings.replaceAll(`${directory}/`, "");
}

const utf16 = Buffer.from("\ufeffname\nssn 736-21-1234", "utf16le");

describe("a directory", () => {
  it.each([
    { what: "nothing", files: { "a.log": "all is well" }, found: "", exitCode: 0 },
    { what: "an empty file", files: { "a.log": "" }, found: "", exitCode: 0 },
    {
      what: "identifiers",
      files: { "b/c.log": "one\nssn 736-21-1234", "a.log": "mail jane.doe@example.org" },
      found: "a.log:1:6: EMAIL\nb/c.log:2:5: SSN\n",
      exitCode: 1,
    },
    {
      what: "fields of JSON",
      files: { "a.json": '{\n  "patientName": "Jane Doe"\n}' },
      found: "a.json:2:19: NAME\n",
      exitCode: 1,
    },
    {
      what: "an interchange of X12",
      files: {
        "a.x12":
          "ISA*00*          *00*          *ZZ*S              *ZZ*R              *230314*1200*^*00501*1*0*P*:~\nN3*1 ELM~\n",
      },
      found: "a.x12:2:1: ADDRESS\n",
      exitCode: 1,
    },
    { what: "UTF-16", files: { "a.txt": utf16 }, found: "a.txt:2:5: SSN\n", exitCode: 1 },
    {
      what: "a binary file",
      files: { "a.bin": Buffer.from("\0ssn 736-21-1234") },
      found: "",
      exitCode: 0,
    },
    {
      what: "a name that identifies",
      files: { "jane.doe@example.org.txt": "well" },
      found: "[REDACTED:EMAIL]: name of the file: EMAIL\n",
      exitCode: 1,
    },
  ])("with $what", async ({ files, found, exitCode }) => {
    const report = await scanned(files);
    expect(lines(report)).toBe(found);
    expect(report.exitCode).toBe(exitCode);
  });

  it("never shows what was found", async () => {
    const report = await scanned({
      "jane.doe@example.org": "ssn 736-21-1234",
      "b.log": "call (212) 555-0147",
    });
    const { findings, summary } = report.asText("Files");
    for (const text of [findings, summary, report.asJson()]) {
      expect(text).not.toMatch(/jane|736|1234|0147/);
    }
  });

  it("says what was passed over", async () => {
    symlinkSync(tmpdir(), join(directory, "link"));
    const report = await scanned({ "a.bin": Buffer.from([0, 1]), "a.log": "well" });
    expect(report.asText("Files").summary).toBe(
      "Nothing found. Files read: 1.\nSkipped: 1, binary.\nSkipped: 1, link.\n",
    );
    expect(JSON.parse(report.asJson())).toMatchObject({
      read: 1,
      skipped: [
        { what: join(directory, "a.bin"), reason: "binary" },
        { what: join(directory, "link"), reason: "link" },
      ],
    });
  });
});

it("reports a path that is missing, and reads the others", async () => {
  writeFileSync(join(directory, "a.log"), "ssn 736-21-1234");
  const report = createReport();
  await scanFiles([join(directory, "none"), join(directory, "a.log")], createInspector(), report);
  expect(report.exitCode).toBe(2);
  expect(lines(report)).toBe("a.log:1:5: SSN\n");
  expect(report.asText("Files").summary).toContain(
    `Could not read: ${join(directory, "none")}: there is no such file or directory.`,
  );
});
