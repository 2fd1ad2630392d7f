import { expect, test } from "vitest";
import { parseOtlpHeaders } from "./otlp-headers.ts";

test.each([
  ["", {}],
  ["authorization=Bearer%20t0ken", { authorization: "Bearer t0ken" }],
  ["authorization=Bearer t0ken", { authorization: "Bearer t0ken" }],
  [" X-Scope-OrgID = clinic , api-key=a=b,", { "x-scope-orgid": "clinic", "api-key": "a=b" }],
  ["a=%2C%3D", { a: ",=" }],
])("%j are headers", (text, headers) => {
  expect(parseOtlpHeaders(text)).toEqual(headers);
});

test.each([
  "authorization",
  "=value",
  "a=",
  "a b=c",
  "a=%zz",
  "a=b%0d%0aInjected: 1",
  "a=\u{e9}",
  "a=1,A=2",
  "content-type=text/plain",
  "Host=elsewhere",
  "__proto__",
])("%j are none", (text) => {
  expect(parseOtlpHeaders(text)).toBeUndefined();
});
