import { expect, test } from "vitest";
import { isStaleAt, isStaleMarker, setStaleAt, staleMarker } from "./stale-marker.ts";

test("the marker has Prometheus's bits", () => {
  const view = new DataView(Float64Array.of(staleMarker).buffer);
  expect(view.getBigUint64(0, true)).toBe(0x7ff0000000000002n);
});

test("only the marker is the marker", () => {
  expect(isStaleMarker(staleMarker)).toBe(true);
  expect([Number.NaN, 0, 1, Number.POSITIVE_INFINITY].some(isStaleMarker)).toBe(false);
});

test("it is told from other NaN in an array, also in a view with an offset", () => {
  const values = new Float64Array(new ArrayBuffer(48), 8, 4);
  values.set([1, Number.NaN, 2]);
  setStaleAt(values, 2);
  values[3] = staleMarker;
  expect([0, 1, 2, 3].map((index) => isStaleAt(values, index))).toEqual([false, false, true, true]);
});

test("a marker that has been made a quiet NaN is still one", () => {
  const quiet = new DataView(new ArrayBuffer(8));
  quiet.setBigUint64(0, 0x7ff8000000000002n);
  expect(isStaleMarker(quiet.getFloat64(0))).toBe(true);
});
