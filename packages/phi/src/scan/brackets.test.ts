import { expect, it } from "vitest";
import { bracketFollows, mayTakeBracket } from "./brackets.ts";
import { bytesOf } from "./text-bytes.ts";

it.each([
  ["mrn: [REDACTED:MRN]", 3, true],
  ['"mrn":"[x', 4, true],
  ["mrn[x", 3, true],
  ["mrn: 1[x", 3, false],
  ["mrn: no [x", 3, false],
  ["mrn -----[x", 3, false],
  ["mrn é[x", 3, false],
  ["mrn: ", 3, false],
])("tells whether a bracket follows in %j", (text, at, expected) => {
  expect(bracketFollows(bytesOf(text), at)).toBe(expected);
});

it.each([
  [/(?:'s)?[:, ]{1,3}(\p{Lu}[\p{L}'-]{1,24})(?![\p{L}(=@-])/u, false],
  [/ (\d{3}-\d{2})(?![\w-])/, false],
  [/ ([^\s"'`<>,;&[\]{}]{5,128})/, false],
  [/ (?:is )?([^\s"']{4,64})/, true],
  [/ (\S{4,64})/, true],
  [/ (.{4,64})/, true],
  [/ \[(\d{4})\]/, true],
  [/ ([!-~]{4,64})/, true],
])("tells whether %s may take a bracket", (pattern, expected) => {
  expect(mayTakeBracket(pattern)).toBe(expected);
});
