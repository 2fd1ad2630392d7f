import { expect, test } from "vitest";
import { readLogLine } from "./log-line.ts";
import { logVolume } from "./log-volume.ts";
import { mergeLines, mostLines } from "./merge-lines.ts";

const trace = "0af7651916cd43dd8448eb211c80319c";

function line(unixNano: bigint, text: string, labels: Readonly<Record<string, string>> = {}) {
  return readLogLine(labels, JSON.stringify(labels), unixNano, text);
}

test.each([
  ['{"level":"warn","msg":"slow"}', {}, { level: "warn", message: "slow", traceId: undefined }],
  [
    `{"level":50,"message":"no","trace_id":"${trace}"}`,
    {},
    { level: "error", message: "no", traceId: trace },
  ],
  ["plain text", { detected_level: "INFO" }, { level: "info", message: "plain text", traceId: undefined }],
  ["{not json", {}, { level: "unknown", message: "{not json", fields: {} }],
  ['{"trace_id":"short"}', {}, { traceId: undefined }],
  ["text", { trace_id: trace }, { traceId: trace }],
])("the line %s is read for its level, message and trace", (text, labels, expected) => {
  expect(line(1n, text, labels)).toMatchObject(expected);
});

test("lines that arrive again are not held twice, and the newest come first", () => {
  const held = [line(30n, "c"), line(10n, "a")];
  expect(mergeLines(held, [line(10n, "a"), line(30n, "c")])).toBe(held);
  const merged = mergeLines(held, [line(20n, "b"), line(20n, "b"), line(20n, "b", { x: "y" })]);
  expect(merged.map((item) => item.text)).toEqual(["c", "b", "b", "a"]);
});

test("the oldest lines go when there are too many", () => {
  const many = Array.from({ length: mostLines + 5 }, (_, index) => line(BigInt(index), "x"));
  const merged = mergeLines([], many);
  expect(merged.length).toBe(mostLines);
  expect(merged.at(-1)?.unixNano).toBe(5n);
});

test("the volume counts lines by level in equal parts of the window", () => {
  const second = 1_000_000_000n;
  const lines = [
    line(0n, "before"),
    line(100n * second, '{"level":"error"}'),
    line(105n * second, '{"level":"info"}'),
    line(119n * second, '{"level":"info"}'),
  ];
  const volume = logVolume(lines, { fromSeconds: 100, toSeconds: 120 }, 2);
  expect(volume.map((bucket) => [bucket.total, bucket.counts.error, bucket.counts.info])).toEqual([
    [2, 1, 1],
    [1, 0, 1],
  ]);
});
