import { expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";
import { sharedScanner } from "./shared-scanner.ts";

const text = "ssn 123-45-6789 mail jane@example.org call (212) 555-0123 born 01/02/1980 %4Aane";

it("is one for policies that look for the same, and another for those that keep a kind or a field", () => {
  const scanner = sharedScanner(new Set(), ["note"], []);
  expect(sharedScanner(new Set(), ["note"], [])).toBe(scanner);
  expect(sharedScanner(new Set(["SSN"]), ["note"], [])).not.toBe(scanner);
  expect(sharedScanner(new Set(), ["remark"], [])).not.toBe(scanner);
});

it("leaves redactors alone that use it in turns, one of them while another counts", () => {
  const alone = createRedactor(defaultPolicy).text(text);
  const dropping = createRedactor({ ...defaultPolicy, actions: { ...defaultPolicy.actions, SSN: "drop" } });
  const dropped = dropping.text(text);
  const counted: string[] = [];
  const counting = createRedactor(defaultPolicy, () => counted.push(dropping.text(text)));
  expect(counting.text(text)).toBe(alone);
  expect(new Set(counted)).toEqual(new Set([dropped]));
  expect(dropped).not.toBe(alone);
});
