import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor.ts";
import { phiKinds } from "./phi-kind.ts";
import { defaultPolicy } from "./policies/default-policy.ts";
import { type Action, extendPolicy } from "./policies/policy.ts";
import { detectors } from "./registry.ts";

/** Hundreds of texts, on a machine that may do much else meanwhile. */
const busyMachineMillis = 60_000;

const tokenKey = { key: new Uint8Array(32).fill(7), version: 1, tenant: "clinic-7" };
const identifiers = detectors.flatMap(({ examples }) => examples.match.map(([text]) => text));
/** Messages and objects, which may stand within each other and hold marks that go with an identifier. */
const structures = [
  "MSH|^~\\&|LAB\rPID|1||48213^^^A||QUARK^ZED\r",
  "PID|1||48213||QUARK^ZED||19800102\nOBX|2|TX|||",
  "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240115*1011*^*00501*000000001*0*P*:~NM1*IL*1*QUARK*ZED~",
  "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240115*1011*^*00501*000000001*0*P*>'N3*1 ELM'",
  '{"resourceType":"Patient","id":"48213","name":[{"family":"Quark"}]}',
].flatMap((structure) => [structure, JSON.stringify(structure), JSON.stringify({ msg: `got ${structure}` })]);
const text = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...identifiers) },
      { weight: 1, arbitrary: fc.constantFrom(...structures) },
      {
        weight: 3,
        arbitrary: fc.constantFrom(" ", "\n", ", ", '"', ":", "=", "%20", "{", "}", "[", "]", "\\", "1", "a"),
      },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
    ),
    { maxLength: 10 },
  )
  .map((pieces) => pieces.join(""));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.constantFrom(4111111111111111, 123456789, true, null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        text,
        fc.constantFrom("ssn", "name", "given", "identifier", "value", "resourceType", "dob", "n"),
      ),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
})).value;

const policies = fc
  .array(fc.constantFrom<Action>("placeholder", "token", "drop", "keep"), {
    minLength: phiKinds.length,
    maxLength: phiKinds.length,
  })
  .map((actions) =>
    extendPolicy(defaultPolicy, {
      actions: Object.fromEntries(phiKinds.map((kind, index) => [kind, actions[index]])),
    }),
  );
const everyKindBy = (action: Action) =>
  extendPolicy(defaultPolicy, { actions: Object.fromEntries(phiKinds.map((kind) => [kind, action])) });
const everyKind = (["placeholder", "token", "drop"] as const).map(everyKindBy);
const heard: string[] = [];
/** Policies that are tried in one run; making a redactor costs more than most texts do. */
const sampledPolicies = 24;
const redactors = fc.constantFrom(
  ...[...everyKind, ...fc.sample(policies, sampledPolicies)].map((policy) =>
    createRedactor(policy, (kind) => heard.push(kind), tokenKey),
  ),
);
const runs = { numRuns: 200 };

describe("under any action a kind", { timeout: busyMachineMillis }, () => {
  it("a second time changes nothing", () => {
    fc.assert(
      fc.property(redactors, text, json, (redactor, given, value) => {
        const once = redactor.text(given);
        expect(redactor.text(once)).toBe(once);
        for (const format of ["url", "sql", "hl7", "x12"] as const) {
          const formatted = redactor[format](given);
          expect(redactor[format](formatted)).toBe(formatted);
        }
        const redacted = redactor.value(value);
        expect(JSON.stringify(redactor.value(redacted))).toBe(JSON.stringify(redacted));
      }),
      runs,
    );
    expect(heard).not.toContain("failure");
  });

  it("JSON stays JSON", () => {
    fc.assert(
      fc.property(redactors, json, (redactor, value) => {
        expect(() => JSON.parse(redactor.text(JSON.stringify(value)))).not.toThrow();
      }),
      runs,
    );
  });
});

it.each([
  ["call 555-234-5678 now", "call  now"],
  ["MRN: 12345678, seen", "MRN: , seen"],
  ['{"ssn":"123-45-6789","rows":1}', '{"ssn":"","rows":1}'],
  // The label would take `from` next, then `the`.
  ["password=hunter2 from the insurer", "password= [REDACTED:SECRET] the insurer"],
])("drops what it finds in %j, and stops there", (given, left) => {
  const dropping = createRedactor(everyKindBy("drop"), () => {});
  expect(dropping.text(given)).toBe(left);
  expect(dropping.text(left)).toBe(left);
});

it("leaves no quotation marks of a number that was a text in a value", () => {
  const dropping = createRedactor(everyKindBy("drop"), () => {});
  expect(dropping.value({ a: "4111111111111111" })).toEqual({ a: "" });
  expect(dropping.text('{"a":["4111111111111111"]}')).toBe('{"a":[""]}');
});
