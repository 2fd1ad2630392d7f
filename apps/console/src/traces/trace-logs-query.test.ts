import { expect, test } from "vitest";
import { traceLogsQuery } from "./trace-logs-query.ts";

test.each([
  ["gateway", '{service="gateway"} |= "abc"'],
  ['odd "name"', '{service="odd \\"name\\""} |= "abc"'],
])("the lines of a trace written by %s", (service, expected) => {
  expect(traceLogsQuery(service, "abc")).toBe(expected);
});
