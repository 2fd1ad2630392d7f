import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runScript } from "./run-script.ts";

const scripts = fileURLToPath(new URL("../../../../../shared/conformance/promqltest/", import.meta.url));
const floorFile = fileURLToPath(new URL("./passing.json", import.meta.url));
const isPresent = existsSync(scripts);

/** Set to rewrite the floor after more evaluations pass. */
const updates = process.env.UPDATE_PROMQL_CONFORMANCE === "1";

const excluded: Readonly<Record<string, string>> = {
  "native_histograms.test": "native histograms are not built",
  "info.test": "the info function is not built",
};

const floor = JSON.parse(readFileSync(floorFile, "utf8")) as Readonly<Record<string, number>>;

describe.skipIf(!isPresent)("the conformance scripts of Prometheus (skipped where they are absent)", () => {
  const files = isPresent
    ? readdirSync(scripts).filter((file) => file.endsWith(".test") && !Object.hasOwn(excluded, file))
    : [];

  test.each(files)("%s passes at least as many evaluations as before", async (file) => {
    const outcomes = await runScript(readFileSync(`${scripts}${file}`, "utf8"));
    const problems = outcomes.filter(({ problem }) => problem !== undefined);
    const passed = outcomes.length - problems.length;
    if (updates) {
      const counts = JSON.parse(readFileSync(floorFile, "utf8")) as Record<string, number>;
      writeFileSync(floorFile, `${JSON.stringify({ ...counts, [file]: passed }, undefined, 2)}\n`);
      return;
    }
    const listed = problems.map(({ line, query, problem }) => `${file}:${line}: ${query}: ${problem}`);
    expect(passed, listed.join("\n")).toBeGreaterThanOrEqual(floor[file] ?? 0);
  });

  test("every file of the floor is there", () => {
    expect(Object.keys(floor).filter((file) => !files.includes(file))).toEqual([]);
  });
});
