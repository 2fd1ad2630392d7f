import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasSentences, isPersonal, isProse } from "./prose.ts";

const part = fc.constantFrom(
  "she ",
  "patient ",
  "the ",
  "of ",
  "is ",
  "server ",
  "Server ",
  "a=b ",
  "x_y ",
  "12:30 ",
  "zzz",
  "é",
  "'s, ",
  "\\n",
  "word".repeat(80),
  " ".repeat(300),
);

describe("evidence of prose", () => {
  it("does not depend on what was asked before", () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 200 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (parts, places) => {
          const text = parts.join("");
          const ask = (place: number) => {
            const at = place % (text.length + 1);
            return [isPersonal(text, at), isProse(text, at), hasSentences(text, at - 50, at + 50)];
          };
          const together = places.map(ask);
          const apart = places.map((place) => {
            isProse("", 0);
            return ask(place);
          });
          expect(together).toEqual(apart);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ["my sister and I", true],
    ["my sister, a patient", false],
    ["mysister", false],
  ])("%j speaks of persons: %j", (text, expected) => {
    expect(isPersonal(text, 0)).toBe(expected);
  });

  it.each([
    ["the end of a road that was long", true],
    ["the end of a road that was long: a=b", false],
    ["the end of the road in the server", false],
    ["the end", false],
  ])("%j is written for readers: %j", (text, expected) => {
    expect(isProse(text, 0)).toBe(expected);
  });
});
