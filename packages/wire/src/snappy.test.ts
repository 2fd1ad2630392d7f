import fc from "fast-check";
// @ts-expect-error An encoder that others wrote; it has no types.
import { compress as compressUntyped } from "snappyjs";
import { describe, expect, test, vi } from "vitest";
import { uncompressSnappy } from "./snappy.ts";

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const compress = compressUntyped as (bytes: Uint8Array) => Uint8Array;

const limitBytes = 1_000_000;

test("gives back what was compressed", () => {
  const repetitive = fc
    .array(fc.uint8Array({ maxLength: 30 }), { maxLength: 20 })
    .chain((parts) => fc.array(fc.constantFrom(...parts, new Uint8Array(3)), { maxLength: 200 }))
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
  fc.assert(
    fc.property(fc.oneof(repetitive, fc.uint8Array({ maxLength: 70_000 })), fc.nat(8), (bytes, room) => {
      const block = Uint8Array.from(compress(bytes));
      const scratch = new Uint8Array(bytes.length + room).fill(0xee);
      expect(uncompressSnappy(block, limitBytes)).toEqual({ ok: true, bytes });
      expect(uncompressSnappy(block, limitBytes, scratch)).toEqual({ ok: true, bytes });
    }),
  );
});

test("refuses more than the limit before it allocates", () => {
  const result = uncompressSnappy(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f), limitBytes);
  expect(result).toMatchObject({ ok: false, isTooLarge: true });
});

describe("a malformed block", () => {
  test.each<[string, number[], string]>([
    ["nothing", [], "malformed length"],
    ["an endless length", [0xff, 0xff, 0xff, 0xff, 0xff, 0x01], "malformed length"],
    ["a literal without its bytes", [4, 0x0c, 1], "truncated literal"],
    ["a literal beyond the length", [1, 0x04, 1, 2], "literal too long"],
    ["a copy from before the start", [4, 0x00, 1, 0x01, 9], "copy from outside"],
    ["a copy without its offset", [8, 0x00, 1, 0x02, 1], "truncated copy"],
    ["a copy beyond the length", [2, 0x00, 1, 0x01, 1], "copy too long"],
    ["less than announced", [9, 0x00, 1], "truncated block"],
  ])("%s", (_name, bytes, what) => {
    const result = uncompressSnappy(Uint8Array.from(bytes), limitBytes);
    expect(result).toMatchObject({ ok: false, isTooLarge: false, error: { what } });
  });

  test("of random bytes is an error with a position or bytes, never a crash", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const result = uncompressSnappy(bytes, limitBytes);
        if (!result.ok) expect(result.error.where).toMatch(/^byte \d+$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
