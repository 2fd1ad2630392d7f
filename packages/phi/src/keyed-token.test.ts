import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor.ts";
import { createKeyedTokens, type TokenKey } from "./keyed-token.ts";
import { phiKinds } from "./phi-kind.ts";
import { isPlaceholder } from "./placeholder.ts";
import { defaultPolicy } from "./policies/default-policy.ts";
import { extendPolicy } from "./policies/policy.ts";

const tokenKey: TokenKey = { key: new Uint8Array(32).fill(7), version: 1, tenant: "clinic-7" };
const tokens = createKeyedTokens(tokenKey);
const everyKind = extendPolicy(defaultPolicy, {
  actions: Object.fromEntries(phiKinds.map((kind) => [kind, "token"])),
});

/** HMAC-SHA-256 of `["clinic-7","MRN","48213377"]` under 32 bytes of 7, by OpenSSL. */
const known = "[TOKEN:MRN:v1:2afe3377cf824adc]";

it("is HMAC-SHA-256, cut to 64 bits", () => {
  expect(tokens("MRN", "48213377")).toBe(known);
});

it("is a placeholder to the engine", () => {
  expect(isPlaceholder(known)).toBe(true);
  expect(isPlaceholder("[TOKEN:MRN:v1:12]")).toBe(false);
});

it.each<[string, string, string]>([
  ["SSN", "123-45-6789", "123456789"],
  ["PHONE", "(617) 555-0142", "617.555.0142"],
  ["EMAIL", "Jane.Doe@example.org", "jane.doe%40example.org"],
  ["NAME", "Jane  Doe", "JANE DOE"],
])("gives %s %s and %s one token", (kind, one, other) => {
  expect(tokens(kind as "SSN", one)).toBe(tokens(kind as "SSN", other));
});

it("tells values, kinds, tenants and keys apart", () => {
  const others = [
    tokens("MRN", "48213377"),
    tokens("MRN", "48213378"),
    tokens("PHONE", "48213377"),
    createKeyedTokens({ ...tokenKey, tenant: "clinic-8" })("MRN", "48213377"),
    createKeyedTokens({ ...tokenKey, version: 2 })("MRN", "48213377"),
    createKeyedTokens({ ...tokenKey, key: new Uint8Array(32).fill(8) })("MRN", "48213377"),
  ];
  expect(new Set(others).size).toBe(others.length);
});

it("is the same in every place of one value", () => {
  const redactor = createRedactor(everyKind, () => {}, tokenKey);
  const token = tokens("EMAIL", "jo@example.org");
  expect(redactor.text("mail jo@example.org")).toBe(`mail ${token}`);
  expect(redactor.value({ email: "JO@example.org" })).toEqual({ email: token });
  expect(redactor.url("/x?email=jo%40example.org")).toBe(`/x?email=${token}`);
});

it.each<[Partial<TokenKey>, string]>([
  [{ key: new Uint8Array(31) }, "the token key must be at least 32 bytes"],
  [{ version: 0 }, "the token key's version must be an integer from 1 to 999999; got 0"],
  [{ version: 1.5 }, "got 1.5"],
  [{ tenant: "" }, "the token key's tenant must be a text that is not empty"],
])("refuses a weak key (%#)", (change, message) => {
  expect(() => createRedactor(everyKind, () => {}, { ...tokenKey, ...change })).toThrow(
    expect.objectContaining({ code: "PHI_POLICY_INVALID", message: expect.stringContaining(message) }),
  );
});

describe("a token is never redacted again", () => {
  const redactors = {
    tokens: createRedactor(everyKind, () => {}, tokenKey),
    "other tokens": createRedactor(everyKind, () => {}, { ...tokenKey, tenant: "other" }),
    placeholders: createRedactor(defaultPolicy),
  };
  const token = fc
    .tuple(fc.constantFrom(...phiKinds), fc.string())
    .map(([kind, value]) => tokens(kind, value));
  const around = fc.constantFrom(
    "",
    " ",
    "ssn: ",
    "patient=",
    '"mrn":"',
    '"',
    "Patient ",
    " 123-45-6789 ",
    "MRN ",
  );

  it.each(Object.keys(redactors))("by %s", (name) => {
    const redactor = redactors[name as keyof typeof redactors];
    fc.assert(
      fc.property(around, token, around, (before, given, after) => {
        const text = `${before}${given}${after}`;
        expect(redactor.text(text)).toContain(given);
        expect(redactor.field("ssn", given)).toBe(given);
        expect(redactor.field("patient.name", given)).toBe(given);
        expect(redactor.url(`/patients/${given}?q=${given}`)).toBe(`/patients/${given}?q=${given}`);
      }),
    );
  });
});
