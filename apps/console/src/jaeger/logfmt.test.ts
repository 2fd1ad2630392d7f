import fc from "fast-check";
import { expect, test } from "vitest";
import { parseLogfmt } from "./logfmt.ts";

test.each([
  ["", {}],
  ["error", { error: "true" }],
  ["error=true http.response.status_code=500", { error: "true", "http.response.status_code": "500" }],
  [' a="b c"  d=e ', { a: "b c", d: "e" }],
  ['a="say \\"no\\""', { a: 'say "no"' }],
  ["a=", { a: "" }],
])("%j reads as tags", (text, tags) => {
  expect(parseLogfmt(text)).toEqual({ ok: true, tags });
});

test.each(['a="b', "=b", 'a=b"c'])("%j is refused with what is wrong", (text) => {
  expect(parseLogfmt(text)).toMatchObject({ ok: false, problem: expect.stringContaining("name=value") });
});

test("quoted values of any text come back", () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const quoted = value.replace(/[\\"]/g, "\\$&");
      expect(parseLogfmt(`a="${quoted}" b`)).toEqual({ ok: true, tags: { a: value, b: "true" } });
    }),
  );
});
