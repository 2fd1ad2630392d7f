import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runScript } from "./run-script.ts";

const scripts = fileURLToPath(new URL("../../../../../shared/conformance/promqltest/", import.meta.url));
const isPresent = existsSync(scripts);

/** Each instant evaluation runs at six times, and as a range; the machine may be busy. */
const scriptTimeoutMillis = 60_000;

describe.skipIf(!isPresent)("the conformance scripts of Prometheus (skipped where they are absent)", () => {
  const files = isPresent ? readdirSync(scripts).filter((file) => file.endsWith(".test")) : [];

  test.each(files)("%s passes", { timeout: scriptTimeoutMillis }, async (file) => {
    const text = readFileSync(`${scripts}${file}`, "utf8");
    const outcomes = await runScript(text);
    const problems = outcomes
      .filter(({ problem }) => problem !== undefined)
      .map(({ line, query, problem }) => `${file}:${line}: ${query}: ${problem}`);
    expect(problems).toEqual([]);
    expect(outcomes).toHaveLength(text.match(/^\s*eval/gm)?.length ?? 0);
  });
});
