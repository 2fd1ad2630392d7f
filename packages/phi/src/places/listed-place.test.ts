import { describe, expect, test } from "vitest";
import { listedRun, listedWithin } from "./listed-place.ts";

const names = new Set(["Guinea", "Guinea-Bissau", "New York", "New York City", "St. Paul", "Washington, DC"]);
const within = listedWithin(names, /(?![A-Za-z(-])/y);
const run = new RegExp(listedRun, "y");

function found(text: string): string | undefined {
  run.lastIndex = 0;
  const [words = ""] = run.exec(text) ?? [];
  const place = within(words, text, 0);
  return place === undefined ? undefined : text.slice(...place);
}

describe("a listed place", () => {
  test.each([
    ["New York City police", "New York City"],
    ["New York Citywide", "New York"],
    ["New York", "New York"],
    ["New Yorker", undefined],
    ["Guinea-Bissau and Togo", "Guinea-Bissau"],
    ["Guinea-based", undefined],
    ["St. Paul, MN", "St. Paul"],
    ["Washington, DC 20001", "Washington, DC"],
    ["Washington", undefined],
    ["Guinea(x)", undefined],
  ])("%s: %s", (text, place) => {
    expect(found(text)).toBe(place);
  });
});
