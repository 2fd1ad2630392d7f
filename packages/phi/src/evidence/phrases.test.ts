import { describe, expect, it } from "vitest";
import { createPhrases } from "./phrases.ts";

describe("phrases", () => {
  const ends = createPhrases(["lives", "i'm", "here", "mr.", "grew up", "change it to"]);
  it.each([
    ["she lives", true],
    ["She LIVES", true],
    ["lives", true],
    ["she olives", false],
    ["elle \u00e9lives", false],
    ["she lives ", false],
    ["she lives,", false],
    ["mr.", true],
    ["mr", false],
    ["I'm", true],
    ["'here", true],
    ["half-here", true],
    ["they grew up", true],
    ["they stood up", false],
    ["grew\nup", false],
    ["just change it to", true],
    ["exchange it to", false],
    ["", false],
  ])("%j: %j", (text, expected) => {
    expect(ends(text, text.length)).toBe(expected);
  });
});
