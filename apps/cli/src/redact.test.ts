import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { redactFiles } from "./redact.ts";

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "redact-"));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function redacted(paths: readonly string[], input = "") {
  const output = new PassThrough();
  const problems: string[] = [];
  const exitCode = await redactFiles(paths, Readable.from([input]), output, (problem) =>
    problems.push(problem),
  );
  output.end();
  return { text: (await output.toArray()).join(""), problems, exitCode };
}

it("copies files and standard input in the order that they are named", async () => {
  const file = join(directory, "a.txt");
  await writeFile(file, "Patient: Jane Doe\nSSN 123-45-6789\n");
  expect(await redacted([file, "-"], "mail jane.doe@example.org\n")).toEqual({
    text: "Patient: [REDACTED:NAME]\nSSN [REDACTED:SSN]\nmail [REDACTED:EMAIL]\n",
    problems: [],
    exitCode: 0,
  });
});

it("says what it cannot read, and copies the rest", async () => {
  const file = join(directory, "b.txt");
  await writeFile(file, "all is well\n");
  const missing = join(directory, "missing.txt");
  expect(await redacted([directory, missing, file])).toEqual({
    text: "all is well\n",
    problems: [
      `${directory}: is a directory; give the files in it.`,
      `${missing}: there is no such file or directory.`,
    ],
    exitCode: 2,
  });
});

it.each([
  ["CRLF and no end of line", "ssn 219-09-9999\r\nok\rok\n\nlast", "ssn [REDACTED:SSN]\r\nok\rok\n\nlast"],
  [
    "a resource of FHIR on several lines",
    '{\n  "resourceType": "Patient",\n  "name": [\n    { "family": "Zork" }\n  ]\n}\n',
    '{\n  "resourceType": "Patient",\n  "name": [\n    { "family": "[REDACTED:NAME]" }\n  ]\n}\n',
  ],
  [
    "an interchange of X12 on several lines",
    "ISA*00*          *00*          *ZZ*S              *ZZ*R              *230314*1200*^*00501*1*0*P*:~\nN3*1 ELM~\n",
    "ISA*00*          *00*          *ZZ*S              *ZZ*R              *230314*1200*^*00501*1*0*P*:~\nN3*[REDACTED-ADDRESS]~\n",
  ],
  [
    "a private key",
    "start\n-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nqwe\n-----END PRIVATE KEY-----\nend\n",
    "start\n-----BEGIN PRIVATE KEY-----[REDACTED:SECRET]\n-----END PRIVATE KEY-----\nend\n",
  ],
])("keeps of standard input what stands around: %s", async (_, input, text) => {
  expect((await redacted(["-"], input)).text).toBe(text);
});

it("shows a line of standard input before the next one comes", async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const done = redactFiles(["-"], input, output, () => {});
  input.write("[INFO] ssn 219-09-9999\n");
  const [first] = await once(output, "data");
  expect(String(first)).toBe("[INFO] ssn [REDACTED:SSN]\n");
  input.end();
  await done;
});
