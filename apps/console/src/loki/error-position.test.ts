import { expect, test } from "vitest";
import { errorPosition } from "./error-position.ts";

test.each([
  ["parse error at line 1, col 5: syntax error", "{a=b}", { offset: 4, line: 1, column: 5 }],
  ["parse error : 2:3: unexpected }", "{a\n=b}", { offset: 5, line: 2, column: 3 }],
  ["1:99: unexpected end", "{a", { offset: 2, line: 1, column: 99 }],
])("%j points into the query", (message, query, expected) => {
  expect(errorPosition(message, query)).toEqual(expected);
});

test.each(["too many outstanding requests", "parse error at line 7, col 1: x", "took 10 s"])(
  "%j points nowhere",
  (message) => {
    expect(errorPosition(message, "{a=b}")).toBeUndefined();
  },
);
