import { expect, test } from "vitest";
import { searchParameters } from "./search-parameters.ts";

const nowMillis = 1_700_000_000_000;
const nowNano = 1_700_000_000_000_000_000n;

function parsed(query: string) {
  return searchParameters(new URLSearchParams(query), nowMillis);
}

test.each([
  ["service=a", { attributes: {}, limit: 100, fromNano: nowNano - 3_600_000_000_000n }],
  ["service=a&lookback=2d", { fromNano: nowNano - 172_800_000_000_000n }],
  ["service=a&start=1000000&end=2000000", { fromNano: 1_000_000_000n, toNano: 2_001_000_000n }],
  ["service=a&operation=GET%20/x&limit=3", { operation: "GET /x", limit: 3 }],
  ['service=a&tags={"error":"true","n":1}', { attributes: { error: "true", n: "1" } }],
  ["service=a&tag=http.route:/a:b", { attributes: { "http.route": "/a:b" } }],
  [
    "service=a&minDuration=1.5ms&maxDuration=1m2s",
    { minDurationNano: 1_500_000n, maxDurationNano: 62_000_000_000n },
  ],
])("%s is understood", (query, expected) => {
  const result = parsed(query);
  expect(result.ok && result.search).toMatchObject({ service: "a", ...expected });
});

test.each([
  ["", "service"],
  ["service=a&limit=0", "limit"],
  ["service=a&limit=many", "limit"],
  ["service=a&tags=[1]", "tags"],
  ["service=a&tags={", "tags"],
  ['service=a&tags={"a":{}}', "tags"],
  ["service=a&minDuration=5", "minDuration"],
])("%j is refused with the parameter's name", (query, name) => {
  const result = parsed(query);
  expect(result.ok ? "" : result.error).toContain(`'${name}'`);
});
