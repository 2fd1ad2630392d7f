import { expect, test } from "vitest";
import { runScript } from "./run-script.ts";

const load = `load 1m
  requests_total{job="a"} 0+60x10
  requests_total{job="b"} 0+120x4 _x2 stale
`;

async function problems(script: string): Promise<readonly (string | undefined)[]> {
  return (await runScript(`${load}\n${script}`)).map(({ problem }) => problem);
}

test.each([
  ["a right instant vector", 'eval instant at 4m requests_total{job="a"}\n  requests_total{job="a"} 240'],
  [
    "a right range",
    'eval range from 0 to 2m step 1m requests_total{job="b"}\n  requests_total{job="b"} 0 120 240',
  ],
  ["a scalar", "eval instant at 0 1 + 1\n  2"],
  ["a string", 'eval instant at 0 "x"\n  expect string "x"'],
  ["an expected failure", "eval instant at 0 ceil(\n  expect fail"],
  ["an expected failure in the old syntax", "eval_fail instant at 0 ceil("],
  ["a staleness marker", 'eval instant at 7m requests_total{job="b"}'],
])("passes %s", async (_name, script) => {
  expect(await problems(script)).toEqual([undefined]);
});

test.each([
  ["a wrong value", 'eval instant at 4m requests_total{job="a"}\n  requests_total{job="a"} 241'],
  ["a wrong label", 'eval instant at 4m requests_total{job="a"}\n  requests_total{job="c"} 240'],
  ["a missing series", 'eval instant at 4m requests_total\n  requests_total{job="a"} 240'],
  ["a series too many", 'eval instant at 4m sum(requests_total)\n  {} 720\n  {x="y"} 1'],
  ["a failure that does not come", "eval instant at 0 1\n  expect fail"],
  ["a failure that was not expected", "eval instant at 0 ceil("],
  ["a wrong failure", "eval instant at 0 ceil(\n  expect fail msg: something else"],
  ["a missing warning", "eval instant at 0 1\n  expect warn\n  1"],
  ["an unexpected warning", "eval instant at 4m quantile(2, requests_total)\n  expect no_warn\n  {} Inf"],
  [
    "a wrong order",
    'eval instant at 4m sort(requests_total)\n  expect ordered\n  requests_total{job="b"} 480\n  requests_total{job="a"} 240',
  ],
])("fails on %s", async (_name, script) => {
  const [problem] = await problems(script);
  expect(problem).toBeTypeOf("string");
});
