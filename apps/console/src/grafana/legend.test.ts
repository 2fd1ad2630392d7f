import { expect, test } from "vitest";
import { legendName } from "./legend.ts";

const labels = { __name__: "http_requests_total", status: "200", method: "GET" };

test.each([
  ["{{status}}", "200"],
  ["{{ method }} {{status}}", "GET 200"],
  ["P95", "P95"],
  ["{{missing}}", ""],
  ["__auto", 'http_requests_total{method="GET", status="200"}'],
  ["", 'http_requests_total{method="GET", status="200"}'],
])("the legend format %j names the series %s", (format, expected) => {
  expect(legendName(format, labels)).toBe(expected);
});
