import { describe, expect, it } from "vitest";
import { joinedRuns, marginCharacters, shiftedRuns, windowsAround } from "./edit-windows.ts";

const word = "word ";
const text = word.repeat(2_000);

describe("windows around edits", () => {
  it("looks again only around each of edits that stand far apart", () => {
    const windows = windowsAround(
      text,
      [
        { start: 0, end: 4, text: "WORD" },
        { start: 9_000, end: 9_004, text: "WORD" },
      ],
      [],
    );
    expect(windows).toHaveLength(2);
    for (const { from, to, start, end } of windows) {
      expect(from).toBeLessThanOrEqual(Math.max(0, start - marginCharacters));
      expect(to).toBeGreaterThanOrEqual(Math.min(text.length, end + marginCharacters));
      expect(to - from).toBeLessThan(3 * marginCharacters);
      expect(from === 0 || text.charAt(from - 1) === " ").toBe(true);
    }
  });

  it("makes one of windows that would touch", () => {
    const edits = [100, 1_500, 3_000].map((start) => ({ start, end: start, text: "x" }));
    expect(windowsAround(text, edits, [])).toHaveLength(1);
  });

  it("starts no window within a run", () => {
    const [window] = windowsAround(text, [{ start: 5_000, end: 5_004, text: "WORD" }], [3_000, 4_500]);
    expect(window?.from).toBe(3_000);
  });

  it("looks at all of a text without a space", () => {
    const windows = windowsAround("x".repeat(9_000), [{ start: 8_000, end: 8_001, text: "y" }], []);
    expect(windows).toEqual([{ from: 0, to: 9_000, start: 8_000, end: 8_001 }]);
  });
});

it("moves runs with the edits before them and drops those that an edit touches", () => {
  const edits = [
    { start: 10, end: 20, text: "abc" },
    { start: 42, end: 44, text: "" },
  ];
  expect(shiftedRuns([0, 8, 30, 40, 41, 50, 60, 70], edits)).toEqual([0, 8, 23, 33, 51, 61]);
});

it("makes one run of those that overlap", () => {
  expect(joinedRuns([0, 5, 20, 30], [5, 8, 25, 40, 50, 60])).toEqual([0, 5, 5, 8, 20, 40, 50, 60]);
});
