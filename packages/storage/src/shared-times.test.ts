import { expect, it } from "vitest";
import { SharedTimesPool } from "./shared-times.ts";

const offsets = (...all: readonly number[]): Uint32Array => Uint32Array.from(all);

it("keeps equal times once, until nobody uses them", () => {
  const pool = new SharedTimesPool();
  const one = pool.take(offsets(1, 2, 3));
  const same = pool.take(offsets(1, 2, 3));
  expect(same).toBe(one);
  expect(pool.sizeBytes).toBe(12);
  pool.release(one);
  expect(pool.take(offsets(1, 2, 3))).toBe(one);
  pool.release(one);
  pool.release(one);
  expect(pool.sizeBytes).toBe(0);
  expect(pool.take(offsets(1, 2, 3))).not.toBe(one);
});

it("tells times apart that only look alike", () => {
  const pool = new SharedTimesPool();
  const one = pool.take(offsets(1, 2, 5, 8, 9));
  const other = pool.take(offsets(1, 3, 5, 8, 9));
  expect([...other.offsets]).toEqual([1, 3, 5, 8, 9]);
  expect(pool.sizeBytes).toBe(40);
  pool.release(other);
  pool.release(one);
  expect(pool.sizeBytes).toBe(0);
});
