import { expect, test } from "vitest";
import { formatLabels } from "./format-labels.ts";

test.each([
  [{}, "{}"],
  [{ job: "api", __name__: "up" }, '{__name__="up", job="api"}'],
  [{ "http.method": 'a"b\\' }, '{"http.method"="a\\"b\\\\"}'],
])("%j", (labels, expected) => {
  expect(formatLabels(labels)).toBe(expected);
});
