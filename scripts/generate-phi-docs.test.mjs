import { detectors } from "@voiceassist/phi";
import { expect, it } from "vitest";
import { kindsPage, staleness } from "./generate-phi-docs.mjs";

it("has the page of kinds that the detectors say", () => {
  expect(staleness()).toBeUndefined();
});

it.each(detectors.map(({ kind, examples }) => [kind, examples]))(
  "documents %s with its examples",
  (kind, examples) => {
    const page = kindsPage();
    const section = page.slice(page.indexOf(`\n## ${kind}\n`)).split("\n## ")[1] ?? "";
    expect(section).toContain(`[REDACTED:${kind}]`);
    const shown = section.split("\n").filter((line) => line.startsWith("- `")).length;
    expect(shown).toBe(examples.match.length + examples.ignore.length);
  },
);
