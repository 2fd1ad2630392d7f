import fc from "fast-check";
import { expect, it } from "vitest";
import { createEncodedCache } from "./encoded-cache.ts";

it("answers what was kept for the same bytes, wherever they lie, and nothing for others", () => {
  const key = fc.uint8Array({ maxLength: 12 });
  fc.assert(
    fc.property(fc.array(key), key, key, fc.uint8Array({ maxLength: 5 }), (keys, asked, before, after) => {
      const cache = createEncodedCache<string>(1_000);
      for (const one of keys) cache.set(one, 0, one.length, one.join());
      const around = Uint8Array.from([...before, ...asked, ...after]);
      const isKept = keys.some((one) => one.join() === asked.join());
      const found = cache.get(around, before.length, before.length + asked.length);
      expect(found).toBe(isKept ? asked.join() : undefined);
    }),
  );
});

it("tells series apart that differ in one byte", () => {
  const cache = createEncodedCache<number>(100_000);
  const encoder = new TextEncoder();
  const keyOf = (index: number): Uint8Array =>
    encoder.encode(`__name__=requests_total,pod=pod-${index},job=wide`);
  let kept = 0;
  for (let index = 0; index < 50_000; index++) cache.set(keyOf(index), 0, keyOf(index).length, index);
  for (let index = 0; index < 50_000; index++) {
    const found = cache.get(keyOf(index), 0, keyOf(index).length);
    if (found === index) kept += 1;
    else expect(found).toBeUndefined();
  }
  expect(kept).toBeGreaterThan(49_980);
});
