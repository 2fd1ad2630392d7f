import { describe, expect, it } from "vitest";
import { createPhrases } from "./phrases.ts";

describe("phrases", () => {
  const ends = createPhrases(["lives", "i'm", "here"], ["grew up"]);
  it.each([
    ["she lives ", true],
    ["She LIVES ", true],
    ["lives ", true],
    ["she olives ", false],
    ["she lives", false],
    ["she lives, ", false],
    ["I'm ", true],
    ["half-here ", true],
    ["they grew up ", true],
    ["they stood up ", false],
    ["grew\nup ", false],
    ["", false],
  ])("%j: %j", (text, expected) => {
    expect(ends(text, text.length)).toBe(expected);
  });
});
