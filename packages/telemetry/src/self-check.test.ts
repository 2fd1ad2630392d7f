import { createRedactor, defaultPolicy, type Redactor } from "@voiceassist/phi";
import { expect, test } from "vitest";
import { assertRedaction } from "./self-check.ts";

const redactor = createRedactor(defaultPolicy);

test("a service whose every way out is redacted may start", () => {
  expect(() => assertRedaction(redactor)).not.toThrow();
});

const broken: readonly [string, Partial<Redactor>, RegExp][] = [
  ["texts", { text: (text) => text }, /spans/],
  ["values", { value: (value) => value }, /spans|log lines/],
  ["fields", { field: (_name, value) => value }, /baggage|metric labels/],
];

test.each(broken)("one that does not redact %s is refused", (_what, part, where) => {
  const refused = expect(() => assertRedaction({ ...redactor, ...part }));
  refused.toThrow(expect.objectContaining({ code: "TELEMETRY_REDACTION_INACTIVE" }));
  refused.toThrow(where);
});
