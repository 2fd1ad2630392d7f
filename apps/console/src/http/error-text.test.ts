import { expect, test } from "vitest";
import { errorText } from "./error-text.ts";

test.each([
  ["Prometheus", '{"status":"error","errorType":"bad_data","error":"1:5: parse error"}', "1:5: parse error"],
  ["Grafana", '{"message":"data source not found"}', "data source not found"],
  ["Jaeger", '{"data":null,"errors":[{"code":404,"msg":"trace not found"}]}', "trace not found"],
  [
    "Loki's plain text",
    "parse error at line 1, col 3: syntax error\n",
    "parse error at line 1, col 3: syntax error",
  ],
  ["a proxy's page", "<html><body>Bad gateway</body></html>", "answered HTTP 502 without saying why"],
  ["nothing", "", "answered HTTP 502 without saying why"],
  ["JSON without a message", "{}", "answered HTTP 502 without saying why"],
])("the message of an error answer in the form of %s", (_, body, expected) => {
  expect(errorText(body, 502)).toBe(expected);
});
