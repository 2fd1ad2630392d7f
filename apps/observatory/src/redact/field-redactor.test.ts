import fc from "fast-check";
import { expect, test } from "vitest";
import { createDistinctValues } from "./distinct-values.ts";
import { createFieldRedactor, type FieldRedactor } from "./field-redactor.ts";
import { redactLine } from "./log-line.ts";
import { createVerdictCache } from "./verdict-cache.ts";

function counting(): { readonly redactor: FieldRedactor; readonly counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  const distinct = createDistinctValues(() => {});
  const redactor = createFieldRedactor((kind, count) => {
    counts[kind] = (counts[kind] ?? 0) + count;
  }, distinct.number);
  return { redactor, counts };
}

test("a verdict from the cache counts as often as it is given", () => {
  const { redactor, counts } = counting();
  for (let times = 0; times < 3; times++) expect(redactor.text("see 219-09-9999")).toBe("see [REDACTED:SSN]");
  expect(counts).toEqual({ SSN: 3 });
});

test("clean records come back as they are", () => {
  const { redactor, counts } = counting();
  const labels = { __name__: "http_requests_total", method: "GET", endpoint: "/api/rag/query", le: "0.5" };
  const attributes = { "http.route": "/health", "http.response.status_code": 200, ok: true, none: null };
  expect(redactor.labels(labels)).toBe(labels);
  expect(redactor.attributes(attributes)).toBe(attributes);
  expect(counts).toEqual({});
});

test("values of a label that redaction makes equal are told apart by their order", () => {
  const { redactor } = counting();
  const of = (note: string) => redactor.labels({ note }).note;
  expect(["219-09-9991", "219-09-9992", "219-09-9991", "219-09-9993"].map(of)).toEqual([
    "[REDACTED:SSN]",
    "[REDACTED:SSN]#2",
    "[REDACTED:SSN]",
    "[REDACTED:SSN]#3",
  ]);
  expect(redactor.labels({ other: "219-09-9992" }).other).toBe("[REDACTED:SSN]");
});

test("a label name that holds an identifier becomes a legal name, and two of them stay two", () => {
  const { redactor } = counting();
  expect(redactor.labels({ k_219_09_9991: "a", k_219_09_9992: "b" })).toEqual({
    k_redacted_ssn: "a",
    k_redacted_ssn_2: "b",
  });
  expect(redactor.name("visits_219_09_9993")).toBe("visits_redacted_ssn");
});

test("originals beyond the bound share one value and are counted", () => {
  let overflows = 0;
  const distinct = createDistinctValues(() => {
    overflows += 1;
  });
  const numbered = Array.from({ length: 1_002 }, (_, index) => distinct.number("a", String(index), "x"));
  expect(numbered.slice(-3)).toEqual(["x#1000", "x#more", "x#more"]);
  expect(overflows).toBe(2);
});

test("an identifier in any place of a structure is gone", () => {
  const { redactor } = counting();
  const ssn = "219-09-9999";
  const leaf = fc.constantFrom<unknown>(ssn, `x ${ssn}`, 1, true, null, "clean");
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", `k ${ssn}`), tie("tree"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const redacted = redactor.attributes({ field: value as never });
      expect(JSON.stringify(redacted)).not.toContain(ssn);
      expect(redactLine(JSON.stringify({ field: value }), redactor)).not.toContain(ssn);
    }),
  );
});

test.each([
  ['{"a": "clean",  "n": 1.0}', '{"a": "clean",  "n": 1.0}'],
  ['{"patient_name":"Zorblax Quimby"}', '{"patient_name":"[REDACTED:NAME]"}'],
  ['{"ssn":"219-09-9999","ssn":"clean"}', '{"ssn":"[REDACTED:SSN]"}'],
  ["{not json 219-09-9999", "{not json [REDACTED:SSN]"],
  ["plain 219-09-9999", "plain [REDACTED:SSN]"],
])("the line %j becomes %j", (line, expected) => {
  expect(redactLine(line, counting().redactor)).toBe(expected);
});

test("the cache is bounded and keeps what is asked for", () => {
  const cache = createVerdictCache<string, number>(2);
  cache.set("a", 1);
  for (const key of ["b", "c", "d", "e"]) {
    cache.set(key, 0);
    expect(cache.get("a")).toBe(1);
  }
  expect(["b", "c"].map((key) => cache.get(key))).toEqual([undefined, undefined]);
});
