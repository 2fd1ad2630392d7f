import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { parseJsonDocument } from "./json-document.ts";

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

test.each([
  ['{"t":1544712660300000001}', { t: "1544712660300000001" }],
  ["[1,-12345678901234567890]", [1, "-12345678901234567890"]],
  ["[123456789012345, 0.0000001234567890123456, 1e20]", [123456789012345, 0.0000001234567890123456, 1e20]],
  [
    String.raw`{"1544712660300000001":"a \"1544712660300000001\\", "b":1544712660300000001}`,
    {
      "1544712660300000001": 'a "1544712660300000001\\',
      b: "1544712660300000001",
    },
  ],
])("%s", (text, expected) => {
  expect(parseJsonDocument(text)).toEqual(expected);
  expect(parseJsonDocument(new TextEncoder().encode(text))).toEqual(expected);
});

test("documents without long integers parse as JSON.parse has it", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const shorter = text.replace(/\d{16,}/g, "1");
      expect(parseJsonDocument(`[${shorter}, 1234567890123456]`)).toEqual([
        JSON.parse(shorter),
        "1234567890123456",
      ]);
    }),
  );
});

test("a string of millions of escapes is read", () => {
  const escapes = 5_000_000;
  const value = parseJsonDocument(`["${"\\n".repeat(escapes)}",12345678901234567890]`);
  expect(Array.isArray(value) && [value[0].length, value[1]]).toEqual([escapes, "12345678901234567890"]);
});
