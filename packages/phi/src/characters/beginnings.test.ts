import { describe, expect, it } from "vitest";
import { createBeginnings } from "./beginnings.ts";

describe("beginnings", () => {
  const may = createBeginnings(["[Dd]isease", "Tumou?r", "Hosp\\b", "AG\\b", "Inc"]);
  it.each([
    ["disease", true],
    ["Disease", true],
    ["tumor", true],
    ["hospital", true],
    ["AG ", true],
    ["agony", true],
    ["inc", true],
    ["in", false],
    ["is", false],
    ["", false],
    ["dose", false],
  ])("%j: %j", (text, expected) => {
    expect(may(`a ${text}`, 2)).toBe(expected);
  });
});
