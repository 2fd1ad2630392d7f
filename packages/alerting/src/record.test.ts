import type { InstantSample, Labels } from "@voiceassist/promql";
import { expect, test } from "vitest";
import { record } from "./record.ts";
import { recordingRule } from "./testing/rules.ts";

const sampleOf = (labels: Labels): InstantSample => ({ labels, timeMillis: 5_000, value: 1 });

test("a result gets the rule's name and labels, and what the rule sets to nothing goes", () => {
  const rule = recordingRule("job:up:sum", "up", { tier: "a", job: "api", instance: "", __proto__x: "y" });
  const result = [sampleOf({ __name__: "up", job: "old", instance: "one", zone: "z" })];
  expect(record(rule, result, 0)).toEqual({
    ok: true,
    samples: [sampleOf({ zone: "z", __name__: "job:up:sum", tier: "a", job: "api", __proto__x: "y" })],
  });
});

test("samples that the rule's labels make equal are an error", () => {
  const rule = recordingRule("merged", "up", { instance: "" });
  const result = [sampleOf({ instance: "one" }), sampleOf({ instance: "two" })];
  expect(record(rule, result, 0)).toEqual({
    ok: false,
    error: "vector contains metrics with the same labelset after applying rule labels",
  });
});

test.each([
  { limit: 0, error: undefined },
  { limit: 3, error: undefined },
  { limit: 2, error: "exceeded limit of 2 with 3 series" },
])("three series against a limit of $limit", ({ limit, error }) => {
  const result = ["a", "b", "c"].map((instance) => sampleOf({ instance }));
  const recorded = record(recordingRule("limited", "up"), result, limit);
  expect(recorded.ok ? undefined : recorded.error).toBe(error);
});
