import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSelector } from "./parse-selector.ts";

test("a selector gives its matchers", () => {
  expect(parseSelector('up{job=~"a|b"}')).toEqual({
    ok: true,
    matchers: [
      { name: "__name__", operator: "=", value: "up" },
      { name: "job", operator: "=~", value: "a|b" },
    ],
  });
});

test("it may match everything, name the metric twice, and use a word of the language as a name", () => {
  expect(parseSelector("{}")).toEqual({ ok: true, matchers: [] });
  const [outer, inner] = ["up", "x"].map((value) => ({ name: "__name__", operator: "=", value }));
  expect(parseSelector('up{__name__="x"}')).toEqual({ ok: true, matchers: [outer, inner] });
  const offset = { name: "__name__", operator: "=", value: "offset" };
  expect(parseSelector(" offset # c")).toEqual({ ok: true, matchers: [offset] });
});

/** In the words of Prometheus. */
test.each([
  ["", "unknown position: parse error: unexpected end of input"],
  ["  ", "1:3: parse error: unexpected end of input"],
  ["(", '1:1: parse error: unexpected "("'],
  ["sum(up)", '1:4: parse error: unexpected "("'],
  ["up offset 5m", "1:4: parse error: unexpected <offset>"],
  ["up @ 5", "1:4: parse error: unexpected <op:@>"],
  ["up[5m]", '1:3: parse error: unexpected "["'],
  ['{a="b"}[5m]', '1:8: parse error: unexpected "["'],
  ["1", '1:1: parse error: unexpected number "1"'],
  ["5m", '1:1: parse error: unexpected duration "5m"'],
  ["1up", '1:1: parse error: bad number or duration syntax: "1"'],
  ["nan", '1:1: parse error: unexpected number "nan"'],
  ["on", "1:1: parse error: unexpected <on>"],
  ['"x"', '1:1: parse error: unexpected string "\\"x\\""'],
  ["up+1", "1:3: parse error: unexpected <op:+>"],
  ["up;", "1:3: parse error: unexpected character: ';'"],
  ["!up", "1:1: parse error: unexpected character after '!': 'u'"],
  [")", "1:2: parse error: unexpected right parenthesis ')'"],
  ["up{", "1:4: parse error: unexpected end of input inside braces"],
  ['{a="b",c!~"["}', "1:8: parse error: error parsing regexp: missing closing ]: `[`"],
])("%j is no selector: %s", (text, message) => {
  expect(parseSelector(text)).toMatchObject({ ok: false, error: { kind: "bad_data", message } });
});

test("no text makes it throw, and an error has its place", () => {
  const words = fc.array(
    fc.constantFrom(...'up { } ( ) [ 5m ] "a" \'b ` = =~ , # \n offset sum on a.b é'.split(" ")),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        words.map((list) => list.join("")),
      ),
      (text) => {
        const result = parseSelector(text);
        if (!result.ok) expect(result.error.position?.startOffset).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});

test("comments within braces that nothing closes are gone over once", () => {
  expect(parseSelector(`{a="b",${"# c ".repeat(20_000)}`).ok).toBe(false);
});
