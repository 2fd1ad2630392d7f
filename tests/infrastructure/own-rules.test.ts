import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../system/running-process.ts";
import { runUnitTests } from "./rule-unit-test.ts";

const directory = `${repositoryRoot}/tests/infrastructure/promtool`;

test.each(readdirSync(directory).filter((name) => name.endsWith(".yml")))(
  "our own evaluation of the rules holds every case of %s",
  async (name) => {
    const outcomes = await runUnitTests(join(directory, name));
    expect(outcomes.length).toBeGreaterThan(0);
    const shown = (pick: "expected" | "actual"): readonly string[] =>
      outcomes.map((outcome) => `${outcome.name}\n${outcome[pick].join("\n")}`);
    expect(shown("actual")).toEqual(shown("expected"));
  },
);
