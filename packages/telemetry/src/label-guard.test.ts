import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { expect, test } from "vitest";
import { createLabelGuard, labelValueLimit, seriesLimit } from "./label-guard.ts";

const redactor = createRedactor(defaultPolicy, () => {});

test("values beyond the bound of a label become _other, and the known ones stay", () => {
  let overflows = 0;
  const safe = createLabelGuard(["endpoint", "status"], redactor, () => {
    overflows += 1;
  });
  for (let index = 0; index < labelValueLimit + 5; index += 1)
    safe({ endpoint: `/e${index}x`, status: "200" });
  expect(overflows).toBe(5);
  expect(safe({ endpoint: "/new", status: "500" })).toEqual({ endpoint: "_other", status: "500" });
  expect(safe({ endpoint: "/e0x", status: "200" })).toEqual({ endpoint: "/e0x", status: "200" });
});

test("label sets beyond the bound of a metric become _other in every label", () => {
  const safe = createLabelGuard(["a", "b"], redactor, () => {});
  const sets = new Set<string>();
  for (let a = 0; a < 100; a += 1) {
    for (let b = 0; b < 100; b += 1) sets.add(JSON.stringify(safe({ a: `a${a}`, b: `b${b}` })));
  }
  expect(sets.size).toBe(seriesLimit + 1);
  expect(sets).toContain(JSON.stringify({ a: "_other", b: "_other" }));
});

test("values are redacted, and cut", () => {
  const safe = createLabelGuard(["what"], redactor, () => {});
  expect(safe({ what: "ssn 537-86-1294" }).what).not.toContain("1294");
  expect(safe({ what: "word ".repeat(100) }).what).toHaveLength(128);
});
