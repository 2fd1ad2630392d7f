import fc from "fast-check";
import { expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

const space = fc.string({ unit: fc.constantFrom(" ", "\t", "\n", "\r"), maxLength: 3 });

it("reads every JSON text, with space around it", () => {
  fc.assert(
    fc.property(fc.json(), space, space, (json, before, after) => {
      expect(parseJson(before + json + after)).toEqual({ value: JSON.parse(json) });
    }),
  );
});

it.each([
  ["[ ]"],
  ["[\n  -1]"],
  ["{ }"],
  ['{\n  "a": 1}'],
  ["[[]]"],
  ["[{}]"],
  ["-0.5"],
  ["null"],
  ["[true]"],
])("reads %j", (json) => {
  expect(parseJson(json)).toEqual({ value: JSON.parse(json) });
});

it.each([[""], ["[REDACTED:NAME] left"], ["{a: 1}"], ["[1"], ["nothing"], ["-x"], ['{"a"}']])(
  "takes %j for no JSON",
  (text) => {
    expect(parseJson(text)).toBeUndefined();
  },
);
