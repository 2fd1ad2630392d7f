import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { expect, test } from "vitest";
import { correlationId } from "./correlation-id.ts";

const redactor = createRedactor(defaultPolicy, () => {});
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test.each([
  "0b6f4a0e-6f0f-4b0c-9d43-0d1c6a6f3a11",
  "01ARZ3NDEKTSV4RRFFQ69G5FAV",
  "4bf92f3577b34da6a3ce929d0e0e4736",
])("%s is kept", (given) => {
  expect(correlationId(given, redactor)).toBe(given);
});

test.each([
  undefined,
  "",
  "jane-roe-1980-02-03",
  "537-86-1294",
  "4111111111111111",
  "MRN84629173",
  `${"a".repeat(33)}`,
  '4bf92f3577b34da6"\n{"level":"fatal"}',
])("%j is replaced", (given) => {
  expect(correlationId(given, redactor)).toMatch(uuid);
});
