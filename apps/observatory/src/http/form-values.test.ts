import fc from "fast-check";
import { expect, test } from "vitest";
import { readFormValues } from "./form-values.ts";

test.each([
  ["", [], undefined],
  [
    "a=1&b=2",
    [
      ["a", "1"],
      ["b", "2"],
    ],
    undefined,
  ],
  [
    "a=1&a=2",
    [
      ["a", "1"],
      ["a", "2"],
    ],
    undefined,
  ],
  ["a", [["a", ""]], undefined],
  ["=x", [["", "x"]], undefined],
  ["a=b=c", [["a", "b=c"]], undefined],
  ["a=1+2%2B3&&", [["a", "1 2+3"]], undefined],
  ["match%5B%5D=%7B%7D", [["match[]", "{}"]], undefined],
  ["a=%zz&b=2", [["b", "2"]], 'invalid URL escape "%zz"'],
  ["a=%4", [], 'invalid URL escape "%4"'],
  ["a=1;b=2&c=3", [["c", "3"]], "invalid semicolon separator in query"],
  ["a=%ff", [["a", "\ufffd"]], undefined],
] as const)("%j gives %j", (text, values, problem) => {
  expect(readFormValues(text)).toEqual({ values, problem });
});

test("what URLSearchParams writes is read back", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string())), (pairs) => {
      const sent = pairs.map(([name, value]) => [name, value]);
      expect(readFormValues(new URLSearchParams(sent).toString()).values).toEqual(sent);
    }),
  );
});
