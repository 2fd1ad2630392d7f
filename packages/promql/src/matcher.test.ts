import { expect, test } from "vitest";
import { compileMatcher } from "./matcher.ts";
import type { MatchOperator } from "./series-source.ts";

const labels = { __name__: "up", job: "api" };

test.each<[name: string, operator: MatchOperator, value: string, expected: boolean]>([
  ["job", "=", "api", true],
  ["job", "=", "ap", false],
  ["job", "!=", "api", false],
  ["job", "=~", "a.*", true],
  ["job", "=~", "a", false],
  ["job", "!~", "a.*", false],
  ["absent", "=", "", true],
  ["absent", "=~", ".*", true],
  ["absent", "!=", "", false],
  ["constructor", "=", "", true],
  ["__name__", "=", "up", true],
])("%s%s%j is %s", (name, operator, value, expected) => {
  const compiled = compileMatcher({ name, operator, value });
  expect(compiled.ok && compiled.matches(labels)).toBe(expected);
});

test("a broken pattern is said to be broken", () => {
  expect(compileMatcher({ name: "job", operator: "=~", value: "(" })).toEqual({
    ok: false,
    message: "error parsing regexp: missing closing ): `(`",
  });
});
