import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { durationMillis } from "./time-range.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

it.each([
  { args: ["-"], input: "all is well\n", exitCode: 0, output: "", says: "Nothing found. Files read: 1." },
  {
    args: [],
    input: "ssn 736-21-1234\n",
    exitCode: 1,
    output: "standard input:1:5: SSN\n",
    says: "Found SSN 1.",
  },
  { args: ["/nowhere"], input: "", exitCode: 2, output: "", says: "no such file or directory" },
  { args: ["loki", "nowhere"], input: "", exitCode: 2, output: "", says: "such as http://localhost:3100" },
  {
    args: ["jaeger", "http://localhost", "--since", "soon"],
    input: "",
    exitCode: 2,
    output: "",
    says: "30m",
  },
])("voiceassist scan $args ends with $exitCode", ({ args, input, exitCode, output, says }) => {
  const result = spawnSync(
    process.execPath,
    ["--conditions=source", "--import", "tsx", main, "scan", ...args],
    {
      input,
      encoding: "utf8",
    },
  );
  expect(result.stderr).toContain(says);
  expect(result.stdout).toBe(output);
  expect(result.status).toBe(exitCode);
});

it.each([
  ["30m", 1_800_000],
  ["24h", 86_400_000],
  ["7d", 604_800_000],
  ["0h", undefined],
  ["1y", undefined],
  ["h", undefined],
  ["", undefined],
])("%j is %s ms", (text, millis) => {
  expect(durationMillis(text)).toBe(millis);
});
