import { expect, it } from "vitest";
import { createIdleKeys } from "./idle-keys.ts";
import { bytesOf } from "./text-bytes.ts";

const known = createIdleKeys();
for (const text of ["trace_id=", "a span_id=", "http.status-code="])
  known.add(bytesOf(text), text.length - 1);

it.each([
  ["trace_id=4bf9", true],
  ["level=info trace_id=4bf9", true],
  ["(http.status-code=200", true],
  ["xtrace_id=4bf9", false],
  ["race_id=4bf9", false],
  ["\u00e9trace_id=4bf9", false],
  ["trace_id =4bf9", false],
  ["=4bf9", false],
])("knows a key whole, and nothing else: %s", (text, isKnown) => {
  expect(known.has(bytesOf(text), text.lastIndexOf("="))).toBe(isKnown);
});

it("remembers no key that is longer than those of programs", () => {
  const text = `${"x".repeat(32)}=`;
  known.add(bytesOf(text), 32);
  expect(known.has(bytesOf(text), 32)).toBe(false);
});
