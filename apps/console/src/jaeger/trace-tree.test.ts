import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTraces } from "./decode-traces.ts";
import type { Trace } from "./trace.ts";
import { summarizeTrace } from "./trace-summary.ts";
import { traceTree, visibleRows } from "./trace-tree.ts";

interface Drawn {
  readonly id: string;
  readonly parent?: string;
  readonly start?: number;
  readonly duration?: number;
  readonly tags?: readonly { readonly key: string; readonly value: unknown }[];
}

function traceOf(spans: readonly Drawn[]): Trace {
  const body = {
    data: [
      {
        traceID: "t",
        processes: { p1: { serviceName: "gateway", tags: [] } },
        spans: spans.map(({ id, parent, start = 0, duration = 10, tags = [] }) => ({
          traceID: "t",
          spanID: id,
          operationName: `op ${id}`,
          references: parent === undefined ? [] : [{ refType: "CHILD_OF", traceID: "t", spanID: parent }],
          startTime: start,
          duration,
          tags,
          logs: [],
          processID: "p1",
        })),
      },
    ],
  };
  const [trace] = decodeTraces(body);
  return trace ?? { traceId: "t", spans: [] };
}

function drawn(trace: Trace): readonly string[] {
  return traceTree(trace).map(
    (row) => `${"  ".repeat(row.depth)}${row.span.spanId}${row.parentMissing ? " (no parent)" : ""}`,
  );
}

test("children stand under their parents in the order they started", () => {
  const trace = traceOf([
    { id: "c", parent: "a", start: 30 },
    { id: "b", parent: "a", start: 20 },
    { id: "d", parent: "b", start: 25 },
    { id: "a", start: 10 },
  ]);
  expect(drawn(trace)).toEqual(["a", "  b", "    d", "  c"]);
  expect(traceTree(trace).map((row) => row.descendantCount)).toEqual([3, 1, 0, 0]);
});

test("a span whose parent is not there stands as a root and says so", () => {
  expect(
    drawn(
      traceOf([
        { id: "a", start: 1 },
        { id: "b", parent: "x", start: 2 },
      ]),
    ),
  ).toEqual(["a", "b (no parent)"]);
});

test("everything under a collapsed span is hidden, and nothing else", () => {
  const rows = traceTree(
    traceOf([
      { id: "a" },
      { id: "b", parent: "a" },
      { id: "c", parent: "b" },
      { id: "d", parent: "a", start: 5 },
    ]),
  );
  expect(visibleRows(rows, new Set(["b"])).map((row) => row.span.spanId)).toEqual(["a", "b", "d"]);
  expect(visibleRows(rows, new Set(["a"])).map((row) => row.span.spanId)).toEqual(["a"]);
});

test("every span appears once, whatever the parents are, cycles and repeated ids included", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e");
  const span = fc.record({ id, parent: fc.option(id, { nil: "" }), start: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
      const trace = traceOf(spans.map(({ parent, ...rest }) => (parent === "" ? rest : { ...rest, parent })));
      const placed = traceTree(trace).map((row) => row.span);
      expect(placed.length).toBe(trace.spans.length);
      expect(new Set(placed)).toEqual(new Set(trace.spans));
    }),
  );
});

test.each([
  [[{ key: "span.kind", value: "server" }], "server"],
  [[{ key: "span.kind", value: "client" }], "client"],
  [
    [
      { key: "span.kind", value: "client" },
      { key: "db.system.name", value: "postgresql" },
    ],
    "database",
  ],
  [[{ key: "db.system", value: "redis" }], "cache"],
  [[{ key: "span.kind", value: "consumer" }], "messaging"],
  [[], "internal"],
])("a span with the tags %j is told by what it is", (tags, category) => {
  expect(traceOf([{ id: "a", tags }]).spans[0]?.category).toBe(category);
});

test("a summary spans from the first start to the last end and counts failures", () => {
  const trace = traceOf([
    { id: "a", start: 100, duration: 50 },
    { id: "b", parent: "a", start: 110, duration: 80, tags: [{ key: "error", value: true }] },
  ]);
  expect(summarizeTrace(trace)).toMatchObject({
    rootName: "op a",
    startMicros: 100,
    durationMicros: 90,
    spanCount: 2,
    failedCount: 1,
    services: [{ name: "gateway", spanCount: 2 }],
  });
});
