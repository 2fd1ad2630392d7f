import { expect, test } from "vitest";
import { cpuSeconds, residentSizeBytes } from "./process-usage.ts";

test("resident size is read from the status of a process", () => {
  expect(residentSizeBytes("Name:\tnode\nVmRSS:\t  245760 kB\nThreads:\t11\n")).toBe(251_658_240);
  expect(residentSizeBytes("Name:\tkthreadd\n")).toBe(0);
});

test("processor time is found behind a command that holds spaces and parentheses", () => {
  const stat = "42 (a b) c) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 0 0 20 0 11 0 100 0 0";
  expect(cpuSeconds(stat)).toBe(2);
});
