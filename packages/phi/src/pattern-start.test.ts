import { expect, it } from "vitest";
import { charactersBefore, mayStartAt } from "./pattern-start.ts";
import { detectors } from "./registry.ts";
import { bytesOf } from "./text-bytes.ts";

it.each([
  [/(?<![\w.-])\d/y, "x=1", 2, true],
  [/(?<![\w.-])\d/y, "x-1", 2, false],
  [/(?<![\w.-])\d/y, "1", 0, true],
  [/(?<![\w.-]|foo)\d/y, "x.1", 2, false],
  [/(?<=\b(?:on|since) )\d/y, "on 1", 3, true],
  [/(?<=\b(?:on|since) )\d/y, "on=1", 3, false],
  [/(?<=\b(?:on|since) )\d/y, "1", 0, false],
  [/(?<=\bat (?:\p{Lu}\w* (?:de )?){1,4})\d/uy, "at=1", 3, false],
  [/(?<=\bat(?: \w+)?)\d/y, "at1", 2, true],
  [/(?<=a |b)\d/y, "b1", 1, true],
  [/(?<=\d{3})\d/y, "x1", 1, true],
])("%s on %j at %i", (pattern, text, at, may) => {
  expect(mayStartAt(bytesOf(text), at, charactersBefore(pattern))).toBe(may);
});

it("never rules out where a detector's pattern matches", () => {
  const texts = detectors.flatMap(({ examples }) => examples.match.map(([text]) => text));
  for (const { kind, shapes } of detectors) {
    for (const { pattern } of shapes) {
      const before = charactersBefore(pattern);
      for (const text of texts) {
        for (let at = 0; at < text.length; at += 1) {
          pattern.lastIndex = at;
          if (pattern.test(text))
            expect([kind, text, mayStartAt(bytesOf(text), at, before)]).toEqual([kind, text, true]);
        }
      }
    }
  }
});
