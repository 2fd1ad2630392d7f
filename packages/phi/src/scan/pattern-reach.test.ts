import { expect, it } from "vitest";
import { reachOf } from "./pattern-reach.ts";

it.each([
  [/\d{3}-\d{2}/y, 6],
  [/\d{9}(?![\w-]|\.\d)/y, 11],
  [/(?<=\bon )a|bcdefgh/y, 7],
  [/(?<=\b(?:on|since) )a/y, 8],
  [/(?: [a-z]{1,12}){0,5}\.?/y, 66],
  [/a{2}?b{1,3}?c??/y, 6],
  [/[\]|)]\|\(/y, 3],
  [/\u2010\x20\p{Lu}/uy, 6],
  [/a+/y, Number.POSITIVE_INFINITY],
  [/a{2,}/y, Number.POSITIVE_INFINITY],
  [/([-/])\d\1/y, Number.POSITIVE_INFINITY],
])("%s looks at %d characters at most", (pattern, reach) => {
  expect(reachOf(pattern)).toBe(reach);
});
