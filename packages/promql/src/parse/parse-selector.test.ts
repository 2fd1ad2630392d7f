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

test.each(["up offset 5m", "up @ 5", "up[5m]", "sum(up)", "1", "up{"])("%s is no selector", (text) => {
  expect(parseSelector(text)).toMatchObject({ ok: false, error: { kind: "bad_data" } });
});
