import { expect, it } from "vitest";
import { createRedactor } from "./create-redactor.ts";
import { defaultPolicy, type Policy } from "./policy.ts";

it.each([
  [
    { ...defaultPolicy, kinds: ["SSN", "SHOE_SIZE"] },
    'unknown kind "SHOE_SIZE" in the policy; known are SSN, ',
  ],
  [{ ...defaultPolicy, kind: [] }, 'unknown policy key "kind"; known are kinds, '],
  [{ ...defaultPolicy, keptValues: "x" }, 'policy key "keptValues" must be a list of strings'],
])("refuses a policy that cannot be obeyed (%#)", (policy, message) => {
  expect(() => createRedactor(policy as unknown as Policy)).toThrow(
    expect.objectContaining({ code: "PHI_POLICY_INVALID", message: expect.stringContaining(message) }),
  );
});

it("finds only the kinds of the policy", () => {
  const redactor = createRedactor({ ...defaultPolicy, kinds: ["EMAIL"] });
  expect(redactor.text("jane@example.org 123-45-6789")).toBe("[REDACTED:EMAIL] 123-45-6789");
  expect(redactor.field("ssn", "x")).toBe("x");
});

it("spares kept values, addresses and fields", () => {
  const redactor = createRedactor({
    ...defaultPolicy,
    keptValues: ["help@example.org"],
    keptAddresses: ["10."],
    keptFields: ["patient.name"],
  });
  expect(redactor.text("help@example.org 10.1.2.3 127.0.0.1 jo@example.org")).toBe(
    "help@example.org 10.1.2.3 [REDACTED:IP_ADDRESS] [REDACTED:EMAIL]",
  );
  expect(redactor.field("patient.name", "x")).toBe("x");
});
