import { expect, test } from "vitest";
import type { Span } from "../jaeger/trace.ts";
import type { SpanNode } from "../jaeger/trace-tree.ts";
import { waterfallKey } from "./waterfall-keys.ts";

function node(spanId: string, parentSpanId: string | undefined, childCount: number): SpanNode {
  const span: Span = {
    traceId: "t",
    spanId,
    parentSpanId: parentSpanId ?? "",
    name: spanId,
    service: "gateway",
    startMicros: 0,
    durationMicros: 1,
    attributes: [],
    resource: [],
    events: [],
    links: [],
    category: "internal",
    kind: "internal",
    failed: false,
    statusMessage: "",
  };
  return { span, depth: 0, childCount, descendantCount: childCount, parentSpanId, parentMissing: false };
}

const rows = [node("root", undefined, 2), node("child", "root", 0), node("other", "root", 0)];
const start = { active: 0, collapsed: new Set<string>(), opened: new Set<string>() };

test.each([
  ["ArrowDown", 0, { active: 1 }],
  ["ArrowDown", 2, { active: 2 }],
  ["ArrowUp", 0, { active: 0 }],
  ["End", 0, { active: 2 }],
  ["Home", 2, { active: 0 }],
  ["ArrowRight", 0, { active: 1 }],
  ["ArrowRight", 1, { active: 1 }],
  ["ArrowLeft", 0, { active: 0, collapsed: new Set(["root"]) }],
  ["ArrowLeft", 2, { active: 0 }],
  ["Enter", 1, { opened: new Set(["child"]) }],
])("%s on row %d", (key, active, expected) => {
  expect(waterfallKey(key, { ...start, active }, rows)).toMatchObject(expected);
});

test("a collapsed span unfolds before the focus goes to its first child", () => {
  const collapsed = { ...start, collapsed: new Set(["root"]) };
  expect(waterfallKey("ArrowRight", collapsed, rows.slice(0, 1))).toMatchObject({
    active: 0,
    collapsed: new Set(),
  });
});

test("other keys mean nothing", () => {
  expect(waterfallKey("x", start, rows)).toBeUndefined();
});
