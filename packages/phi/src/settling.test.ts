import { expect, it } from "vitest";
import { createSettling } from "./settling.ts";

it("reads again what may be read otherwise, and gives up what never settles", () => {
  const { settled, readAgain, apart } = createSettling((source) => `failed: ${source}`);
  const shorter = (text: string): string => {
    if (text !== "") readAgain();
    return text.slice(1);
  };
  const longer = (text: string): string => {
    readAgain();
    return `${text}.`;
  };
  expect(settled("abc", shorter)).toBe("");
  expect(settled("abc", (text) => text.slice(1))).toBe("bc");
  expect(settled("abc", longer)).toBe("failed: abc");
  // A part is read again with the whole, what only happens meanwhile is not.
  const readings: string[] = [];
  const outer = (text: string): string => {
    readings.push(text);
    return settled(text, shorter) + apart(() => settled("", (inner) => inner));
  };
  expect(settled("ab", outer)).toBe("");
  expect(readings).toEqual(["ab", "b", ""]);
});
