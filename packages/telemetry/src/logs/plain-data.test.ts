import fc from "fast-check";
import { expect, test } from "vitest";
import { toPlainData } from "./plain-data.ts";

const circular: Record<string, unknown> = { name: "ring" };
circular.self = circular;

test.each([
  ["a date", new Date(0), "1970-01-01T00:00:00.000Z"],
  ["an invalid date", new Date(Number.NaN), null],
  ["a bigint", 12n, "12"],
  ["not a number", Number.NaN, "NaN"],
  ["a map", new Map([["a", 1]]), { a: 1 }],
  ["a set", new Set([1, "b"]), [1, "b"]],
  ["bytes", new Uint8Array(3), "[3 bytes]"],
  ["a function among fields", { f: () => 1, a: 1 }, { a: 1 }],
  ["an object with toJSON", { toJSON: () => ({ plain: true }) }, { plain: true }],
  [
    "an object whose getter throws",
    Object.defineProperty({}, "x", { enumerable: true, get: () => JSON.parse("{") }),
    "[unreadable]",
  ],
  ["a ring", circular, { name: "ring", self: "[circular]" }],
  [
    "a deep value",
    { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } },
    { a: { b: { c: { d: { e: { f: "[too deep]" } } } } } },
  ],
])("%s becomes plain data", (_case, value, plain) => {
  expect(toPlainData(value)).toEqual(plain);
});

test("an error keeps type, message, stack, cause and code, and loses what drivers attach", () => {
  const error = Object.assign(new TypeError("outer", { cause: new Error("inner") }), {
    code: "E_OUTER",
    detail: "Key (email)=(x) already exists.",
  });
  expect(toPlainData(error)).toEqual({
    type: "TypeError",
    message: "outer",
    stack: expect.stringContaining("TypeError: outer"),
    cause: { type: "Error", message: "inner", stack: expect.any(String) },
    code: "E_OUTER",
  });
});

test("long strings and long lists are cut", () => {
  expect(toPlainData("x".repeat(20_000))).toHaveLength(16_385);
  expect(toPlainData(Array.from({ length: 500 }, () => 1))).toHaveLength(100);
});

test("anything becomes JSON without an exception", () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
      (value) => {
        const plain = toPlainData(value);
        // As text: JSON has no negative zero.
        const json = JSON.stringify(plain);
        if (plain !== undefined) expect(JSON.stringify(JSON.parse(json))).toBe(json);
      },
    ),
  );
});
