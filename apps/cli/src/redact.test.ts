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
