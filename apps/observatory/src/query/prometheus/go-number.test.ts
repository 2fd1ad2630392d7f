import fc from "fast-check";
import { expect, test } from "vitest";
import { parseGoBoolean, parseGoFloat, parseGoInteger } from "./go-number.ts";

test.each([
  ["1", 1],
  ["-1.5e3", -1_500],
  [".5", 0.5],
  ["5.", 5],
  ["1_000", 1_000],
  ["1__0", undefined],
  ["_1", undefined],
  ["0x1p4", 16],
  ["-0x.8p0", -0.5],
  ["0x10", undefined],
  ["Inf", undefined],
  ["NaN", undefined],
  ["", undefined],
  ["1s", undefined],
] as const)("the float %j is %j", (text, value) => {
  expect(parseGoFloat(text)).toBe(value);
});

test("every finite number is read as it is written", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseGoFloat(String(value))).toBe(Object.is(value, -0) ? 0 : value);
    }),
  );
});

test.each([
  ["12", { ok: true, value: 12 }],
  ["+1", { ok: true, value: 1 }],
  ["-7", { ok: true, value: -7 }],
  ["9223372036854775807", { ok: true, value: Number.MAX_SAFE_INTEGER }],
  [
    "9223372036854775808",
    { ok: false, error: 'strconv.Atoi: parsing "9223372036854775808": value out of range' },
  ],
  ["1.5", { ok: false, error: 'strconv.Atoi: parsing "1.5": invalid syntax' }],
] as const)("the integer %j is %j", (text, outcome) => {
  expect(parseGoInteger(text, "Atoi")).toEqual(outcome);
});

test("booleans are Go's", () => {
  expect(["true", "T", "1", "false", "0"].map(parseGoBoolean)).toEqual([true, true, true, false, false]);
  expect(parseGoBoolean("yes")).toBe('strconv.ParseBool: parsing "yes": invalid syntax');
});
