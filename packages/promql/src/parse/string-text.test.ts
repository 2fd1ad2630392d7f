import fc from "fast-check";
import { expect, test } from "vitest";
import { stringFromText } from "./string-text.ts";

test.each([
  ['"a\\n\\t\\"b"', 'a\n\t"b'],
  ["'it\\'s'", "it's"],
  ["`raw\\n`", "raw\\n"],
  ['"\\x41\\u00e9\\U0001F600\\101"', "Aé😀A"],
  ['"\\xc3\\xa9"', "é"],
  ['"\\xff"', "\udcff"],
  ['"\\q"', undefined],
  ['"\\\'"', undefined],
  ['"open', undefined],
  ['"', undefined],
  ['"\\ud800"', undefined],
])("%s is %j", (text, expected) => {
  expect(stringFromText(text)).toBe(expected);
});

test("what JSON quotes without escapes of its own reads back the same", () => {
  const plain = fc.string({ unit: "grapheme" }).filter((text) => JSON.stringify(text) === `"${text}"`);
  fc.assert(fc.property(plain, (text) => stringFromText(JSON.stringify(text)) === text));
});
