import { expect, test } from "vitest";
import { compileRegex } from "./regex.ts";

test.each([
  ["GET|POST", "GET", true],
  ["GET|POST", "GETS", false],
  ["a.c", "a\nc", true],
  ["(?i)get", "GeT", true],
  ["x(?i:y)z", "xYz", true],
  ["x(?i:y)z", "XYz", false],
  ["\\d{3}", "404", true],
  ["[[:alpha:]]+", "abc", true],
  ["\\pL+", "ä", true],
  ["(?P<name>a+)", "aaa", true],
  ["", "", true],
])("%s on %j: %s", (pattern, value, expected) => {
  const compiled = compileRegex(pattern);
  expect(compiled.ok && compiled.regex.matches(value)).toBe(expected);
});

test.each(["(", "a{2,1}", "\\C", "(?<=a)b", "(a)\\1", "x".repeat(10_001)])("refuses %.20s", (pattern) => {
  expect(compileRegex(pattern).ok).toBe(false);
});

test("a pattern on which a backtracking engine would never end is answered", () => {
  const compiled = compileRegex("(a+)+b");
  expect(compiled.ok && compiled.regex.matches("a".repeat(2000))).toBe(false);
});

test("groups are known by number and by name", () => {
  const compiled = compileRegex("(?P<host>[^:]+)(:(\\d+))?");
  expect(compiled.ok && compiled.regex.groups("db")).toEqual({
    numbered: ["db", "db", "", ""],
    named: { host: "db" },
  });
});
