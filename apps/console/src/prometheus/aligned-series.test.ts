import { expect, test } from "vitest";
import { alignToStep, alignValues, lastValue, stepInstants } from "./aligned-series.ts";
import { decodePrometheusResult } from "./prometheus-result.ts";

test("a window is aligned down to its step and answers for each instant in it", () => {
  const window = alignToStep({ fromSeconds: 103, toSeconds: 121 }, 5);
  expect(window).toEqual({ fromSeconds: 100, toSeconds: 120 });
  expect(stepInstants(window, 5)).toEqual([100, 105, 110, 115, 120]);
});

test("a gap and a NaN are null, and the latest value is the last that is neither", () => {
  const [series] = decodePrometheusResult({
    status: "success",
    data: {
      resultType: "matrix",
      result: [
        {
          metric: { a: "b" },
          values: [
            [100, "1"],
            [110, "2.5"],
            [115, "NaN"],
          ],
        },
      ],
    },
  });
  expect(series?.labels).toEqual({ a: "b" });
  const values = series ? alignValues(series, [100, 105, 110, 115]) : [];
  expect(values).toEqual([1, null, 2.5, null]);
  expect(lastValue(values)).toBe(2.5);
});

test.each([
  ["vector", [{ metric: {}, value: [1, "+Inf"] }], Number.POSITIVE_INFINITY],
  ["scalar", [1, "2"], 2],
])("a %s is one point a series", (resultType, result, expected) => {
  const [series] = decodePrometheusResult({ data: { resultType, result } });
  expect(series?.points).toEqual([[1, expected]]);
});
