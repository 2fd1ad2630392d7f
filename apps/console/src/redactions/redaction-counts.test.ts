import { expect, test } from "vitest";
import { boundariesOf } from "./boundaries.ts";
import { readRedactionCounts, redactionTypes, sumCounts, typeTitle } from "./redaction-counts.ts";

const counts = readRedactionCounts([
  { labels: { type: "ssn", signal: "logs", boundary: "service" }, points: [[0, 12.4]] },
  { labels: { type: "ssn", signal: "traces", boundary: "service" }, points: [[0, 3]] },
  { labels: { type: "ssn", signal: "traces", boundary: "loki" }, points: [[0, 1]] },
  { labels: { type: "passport", signal: "logs", boundary: "remote_write" }, points: [[0, 2]] },
]);

test("counts are whole and add up by any label", () => {
  expect(sumCounts(counts, {})).toBe(18);
  expect(sumCounts(counts, { type: "ssn" })).toBe(16);
  expect(sumCounts(counts, { boundary: "service", signal: "logs" })).toBe(12);
});

test("a type, signal or boundary that is not known gets its place", () => {
  expect(redactionTypes(counts).slice(-2)).toEqual(["passport", "failure"]);
  const boundaries = boundariesOf(counts);
  expect(boundaries.map((boundary) => boundary.name)).toEqual([
    "service",
    "otlp",
    "zipkin",
    "loki",
    "scrape",
    "remote_write",
    "rules",
  ]);
  expect(boundaries.find((boundary) => boundary.name === "loki")?.signals).toEqual(["logs", "traces"]);
});

test.each([
  ["ssn", "SSN"],
  ["date_of_birth", "Date of birth"],
  ["ip_address", "IP address"],
  ["failure", "Redaction failed"],
])("the type %s is titled %s", (type, title) => {
  expect(typeTitle(type)).toBe(title);
});
