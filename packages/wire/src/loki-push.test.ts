import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { describeDecodeError } from "./decode-result.ts";
import type { LogStream } from "./log-stream.ts";
import { decodeLokiPush, encodeLokiPush } from "./loki-push.ts";

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const push = (...values: readonly unknown[]): string =>
  JSON.stringify({ streams: [{ stream: { job: "a" }, values }] });

test("a push has labels, nanosecond times and structured metadata", () => {
  const body = push(["1700000000000000001", "one"], ["2", "two", { "trace.id": "abc" }]);
  const streams = [
    {
      labels: { job: "a" },
      entries: [
        { timeUnixNano: 1700000000000000001n, line: "one", metadata: {} },
        { timeUnixNano: 2n, line: "two", metadata: { trace_id: "abc" } },
      ],
    },
  ];
  expect(decodeLokiPush(body)).toEqual({ ok: true, value: streams, rejected: 0, message: "" });
  expect(decodeLokiPush(new TextEncoder().encode(body))).toMatchObject({ value: streams });
});

describe("a malformed push", () => {
  test.each([
    ["", "malformed JSON at $; expected one JSON document"],
    ["{}", "nothing at $.streams; expected an array"],
    [
      '{"streams":[{"stream":{},"values":[]}]}',
      "a stream without labels at $.streams[0].stream; expected at least one label",
    ],
    [
      '{"streams":[{"stream":{"a b":"c"},"values":[]}]}',
      "an invalid label name at $.streams[0].stream; expected letters, digits and underscores",
    ],
    ['{"streams":[{"stream":{"a":1},"values":[]}]}', "a number at $.streams[0].stream; expected a string"],
    [push([17, "x"]), "a number at $.streams[0].values[0][0]; expected a string"],
    [
      push(["1", "x"], ["1.5", "x"]),
      "not a timestamp at $.streams[0].values[1][0]; expected Unix nanoseconds as a string of digits",
    ],
    [push(["1"]), "nothing at $.streams[0].values[0][1]; expected a string"],
    [push(["1", "x", { a: 1 }]), "a number at $.streams[0].values[0][2]; expected a string"],
  ])("%s", (body, expected) => {
    const result = decodeLokiPush(body);
    expect(result.ok ? "" : describeDecodeError(result.error)).toBe(expected);
  });

  test("from any text or JSON never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"streams":[${json}]}`),
        ),
        (body) => {
          expect(typeof decodeLokiPush(body).ok).toBe("boolean");
        },
      ),
    );
  });
});

test("what the shipper writes, the receiver reads", () => {
  const labelName = fc.constantFrom("job", "A_1", "_", "__proto__", "x9");
  const labels = fc.dictionary(labelName, fc.string({ unit: "binary" }), { minKeys: 1, maxKeys: 3 });
  const metadata = fc.dictionary(labelName, fc.string(), {
    maxKeys: 2,
  });
  const entry = fc.record({
    timeUnixNano: fc.bigInt(0n, 2n ** 63n - 1n),
    line: fc.string({ unit: "binary" }),
    metadata,
  });
  const stream: fc.Arbitrary<LogStream> = fc.record({ labels, entries: fc.array(entry, { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(stream, { maxLength: 4 }), (streams) => {
      expect(decodeLokiPush(encodeLokiPush(streams))).toEqual({
        ok: true,
        value: streams.map((each) => ({
          labels: { ...each.labels },
          entries: each.entries.map((item) => ({ ...item, metadata: { ...item.metadata } })),
        })),
        rejected: 0,
        message: "",
      });
    }),
    { numRuns: 50 },
  );
});
