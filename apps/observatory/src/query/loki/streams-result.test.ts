import { expect, test } from "vitest";
import { streamsResult } from "./streams-result.ts";
import { parseTimeNano, rangeOf } from "./time-parameter.ts";

const streams = [
  {
    labels: { service: "a" },
    entries: [
      { timeUnixNano: 3n, line: "x", metadata: { trace_id: "t" } },
      { timeUnixNano: 2n, line: "y", metadata: {} },
      { timeUnixNano: 1n, line: "z", metadata: { trace_id: "t" } },
    ],
  },
];

test("without categories, metadata joins the stream's labels", () => {
  expect(streamsResult(streams, false)).toEqual({
    resultType: "streams",
    result: [
      {
        stream: { service: "a", trace_id: "t" },
        values: [
          ["3", "x"],
          ["1", "z"],
        ],
      },
      { stream: { service: "a" }, values: [["2", "y"]] },
    ],
  });
});

test("with categories, metadata stands beside the line", () => {
  expect(streamsResult(streams, true)).toEqual({
    resultType: "streams",
    encodingFlags: ["categorize-labels"],
    result: [
      {
        stream: { service: "a" },
        values: [
          ["3", "x", { structuredMetadata: { trace_id: "t" } }],
          ["2", "y", {}],
          ["1", "z", { structuredMetadata: { trace_id: "t" } }],
        ],
      },
    ],
  });
});

test.each([
  ["1700000000", 1_700_000_000_000_000_000n],
  ["1700000000123456789", 1_700_000_000_123_456_789n],
  ["1700000000.25", 1_700_000_000_250_000_000n],
  ["2023-11-14T22:13:20.123456789Z", 1_700_000_000_123_456_789n],
  ["yesterday", undefined],
  ["-1", undefined],
])("the time %j is %s", (text, nano) => {
  expect(parseTimeNano(text)).toBe(nano);
});

test("a range reaches back from its end by `since`", () => {
  const range = rangeOf(new URLSearchParams({ end: "1700000000", since: "1m" }), 1_800_000_000_000);
  expect(range).toEqual({ fromNano: 1_699_999_940_000_000_000n, toNano: 1_700_000_000_000_000_000n });
});
