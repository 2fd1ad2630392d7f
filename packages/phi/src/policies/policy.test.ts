import { describe, expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "./default-policy.ts";
import { extendPolicy, type Policy, type PolicyChanges, parsePolicy } from "./policy.ts";

const tokenKey = { key: new Uint8Array(32).fill(7), version: 1, tenant: "clinic-7" };

describe("a policy that cannot be obeyed is refused with its name and its place", () => {
  it.each<[unknown, string]>([
    [
      { actions: { SHOE_SIZE: "drop" } },
      `unknown kind "SHOE_SIZE" in the policy's actions; known are ACCOUNT, `,
    ],
    [
      { actions: { SSN: "hide" } },
      `unknown action "hide" for "SSN" in the policy's actions; known are placeholder, `,
    ],
    [{ actions: ["SSN"] }, 'policy key "actions" must be an object; got a list'],
    [
      { fields: { "patient.name": "NAMES" } },
      `unknown rule "NAMES" for "patient.name" in the policy's fields; `,
    ],
    [{ fields: { "a.*.b": "NAME" } }, `unknown field "a.*.b" in the policy's fields; `],
    [{ fields: { "": "NAME" } }, `unknown field "" in the policy's fields; `],
    [{ fields: { a: 1 } }, `unknown rule 1 for "a" in the policy's fields; `],
    [
      { hl7: { PID5: "NAME" } },
      `unknown field "PID5" in the policy's hl7; it is written as PID, PID-5 or PID-11.4`,
    ],
    [{ x12: { "N3-1": "ADDRESS" } }, `unknown field "N3-1" in the policy's x12; `],
    [{ kind: [] }, 'unknown policy key "kind"; known are actions, '],
    [{ keptValues: "x" }, 'policy key "keptValues" must be a list of strings; got "x"'],
  ])("%#", (change, message) => {
    const refusal = expect.objectContaining({
      code: "PHI_POLICY_INVALID",
      message: expect.stringContaining(message),
    });
    expect(() => createRedactor({ ...defaultPolicy, ...(change as Policy) })).toThrow(refusal);
    expect(() => parsePolicy({ ...defaultPolicy, ...(change as Policy) })).toThrow(refusal);
    expect(() => extendPolicy(defaultPolicy, change as PolicyChanges)).toThrow(refusal);
  });

  it.each([undefined, null, "policy", []])("whole: %j", (source) => {
    expect(() => parsePolicy(source)).toThrow("a policy must be an object; got ");
  });

  it("when a key is missing", () => {
    expect(() => parsePolicy({})).toThrow('policy key "actions" must be an object; got undefined');
  });
});

it("survives being written to a file", () => {
  expect(parsePolicy(JSON.parse(JSON.stringify(defaultPolicy)))).toEqual(defaultPolicy);
});

it("composes: later rules replace earlier ones of the same name, lists are joined", () => {
  const policy = extendPolicy(
    defaultPolicy,
    { actions: { SSN: "drop", NAME: "keep" }, keptValues: ["a"] },
    { actions: { SSN: "keep" }, keptValues: ["b", "a"], fields: { "url.full": "drop" } },
  );
  expect(policy.actions).toEqual({ SSN: "keep", NAME: "keep" });
  expect(policy.keptValues).toEqual(["a", "b"]);
  expect(policy.fields["url.full"]).toBe("drop");
  expect(policy.fields["url.path"]).toBe("url");
  expect(defaultPolicy.actions).toEqual({});
});

describe("actions", () => {
  const policy = extendPolicy(defaultPolicy, {
    actions: { EMAIL: "keep", SSN: "drop", MRN: "token" },
  });
  const heard: string[] = [];
  const redactor = createRedactor(policy, (kind) => heard.push(kind), tokenKey);

  it("apply to texts", () => {
    heard.length = 0;
    expect(redactor.text("jo@example.org, 123-45-6789, MRN 48213377, 4111 1111 1111 1111")).toMatch(
      /^jo@example\.org, , MRN \[TOKEN:MRN:v1:[0-9a-f]{16}\], \[REDACTED:CARD_NUMBER\]$/,
    );
    expect(heard).toEqual(["SSN", "MRN", "CARD_NUMBER"]);
  });

  it("apply to values", () => {
    expect(redactor.value({ ssn: 123456789, mrn: 48213377, email: "jo@example.org", ms: 12 })).toEqual({
      mrn: expect.stringMatching(/^\[TOKEN:MRN:v1:[0-9a-f]{16}\]$/),
      email: "jo@example.org",
      ms: 12,
    });
  });

  it("apply to URLs", () => {
    expect(redactor.url("/patients/48213377?ssn=123-45-6789&email=jo@example.org")).toMatch(
      /^\/patients\/\[TOKEN:MRN:v1:[0-9a-f]{16}\]\?ssn=&email=/,
    );
  });

  it("keep JSON valid when a number is dropped", () => {
    expect(redactor.text('{"ssn":123456789,"n":1}')).toBe('{"ssn":"","n":1}');
  });

  it("need a key for tokens", () => {
    expect(() => createRedactor(policy)).toThrow(
      'the policy\'s action for MRN is "token", which needs a token key',
    );
  });
});

describe("fields", () => {
  const redactor = createRedactor(
    extendPolicy(defaultPolicy, {
      fields: {
        "patient.name": "text",
        "build.*": "keep",
        "debug.dump": "drop",
        "visit.code": "MRN",
      },
    }),
  );

  it.each<[string, unknown, unknown]>([
    ["patient.name", "x, 123-45-6789", "x, [REDACTED:SSN]"],
    ["build.ssn", "123-45-6789", "123-45-6789"],
    ["attributes.build.x.y", "123-45-6789", "123-45-6789"],
    ["debug.dump", "anything", undefined],
    [
      "visit.code",
      ["a1", 7, null, { inner: "b2", ok: true }],
      ["[REDACTED:MRN]", "[REDACTED:MRN]", null, { inner: "[REDACTED:MRN]", ok: true }],
    ],
    ["visitCode", "a1", "[REDACTED:MRN]"],
    ["visit.codes", "a1", "a1"],
  ])("%s: %j", (name, value, expected) => {
    expect(redactor.field(name, value)).toEqual(expected);
  });

  it("are found at any depth and through lists", () => {
    expect(redactor.value({ rows: [{ visit: { code: "a1", dump: 1 }, debug: [{ dump: "x" }] }] })).toEqual({
      rows: [{ visit: { code: "[REDACTED:MRN]", dump: 1 }, debug: [{}] }],
    });
  });
});

it("spares kept values and addresses", () => {
  const redactor = createRedactor(
    extendPolicy(defaultPolicy, { keptValues: ["help@example.org"], keptAddresses: ["10."] }),
  );
  expect(redactor.text("help@example.org 10.1.2.3 127.0.0.1 8.8.4.4 jo@example.org")).toBe(
    "help@example.org 10.1.2.3 127.0.0.1 [REDACTED:IP_ADDRESS] [REDACTED:EMAIL]",
  );
});
