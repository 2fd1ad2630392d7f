import { expect, it } from "vitest";
import { detectors } from "../registry.ts";
import { charactersBefore, mayStartAt } from "./pattern-start.ts";
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
  [/(?<=a |b)\d/y, "b 1", 2, true],
  [/(?<=\d{3})\d/y, "x1", 1, false],
  [/(?<=\d{3})\d/y, "x11", 2, false],
  [/(?<=\d{3})\d/y, "1111", 3, true],
  [/(?<=\d{1,3})\d/y, "x11", 2, true],
  [/(?<=\d{0,3})\d/y, "x1", 1, true],
  [/(?<=\b(?:on|since) )\d/y, "of 1", 3, false],
  [/(?<=\b(?:on|since) )\d/iy, "ON 1", 3, true],
  [/(?<=(?:\b(?:of|and) )?[:,] ?)\d/y, "of, 1", 4, true],
  [/(?<=(?:\b(?:of|and) )?[:,] ?)\d/y, "of 1", 3, true],
  [/(?<=(?:^|x)y)\d/y, "y1", 1, true],
  [/(?<=[\p{L}] )\d/uy, "\u00e9 1", 2, true],
  [/(?<=[\p{L}] )\d/uy, "] 1", 2, false],
])("%s on %j at %i", (pattern, text, at, may) => {
  const { last, earlier } = charactersBefore(pattern);
  const bytes = bytesOf(text);
  expect(mayStartAt(bytes, at, last) && mayStartAt(bytes, at - 1, earlier)).toBe(may);
});

it("never rules out where a detector's pattern matches", () => {
  const texts = detectors.flatMap(({ examples }) => examples.match.map(([text]) => text));
  for (const { kind, shapes } of detectors) {
    for (const { pattern } of shapes) {
      const { last, earlier } = charactersBefore(pattern);
      for (const text of texts) {
        const bytes = bytesOf(text);
        for (let at = 0; at < text.length; at += 1) {
          pattern.lastIndex = at;
          if (!pattern.test(text)) continue;
          const may = mayStartAt(bytes, at, last) && mayStartAt(bytes, at - 1, earlier);
          expect([kind, text, may]).toEqual([kind, text, true]);
        }
      }
    }
  }
});
