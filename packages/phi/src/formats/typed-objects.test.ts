import { describe, expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";

const redactor = createRedactor(defaultPolicy);

const patient = {
  resourceType: "Patient",
  id: "f001",
  identifier: [{ system: "urn:oid:2.16.840.1.113883.2.4.6.3", value: "738472983" }],
  name: [{ use: "usual", family: "van de Heuvel", given: ["Pieter"] }],
  telecom: [{ system: "email", value: "p.heuvel@example.org" }],
  multipleBirthInteger: 2,
};
const redacted = {
  resourceType: "Patient",
  id: "[REDACTED:MRN]",
  identifier: [{ system: "urn:oid:2.16.840.1.113883.2.4.6.3", value: "[REDACTED:MRN]" }],
  name: [{ use: "usual", family: "[REDACTED:NAME]", given: ["[REDACTED:NAME]"] }],
  telecom: [{ system: "email", value: "[REDACTED:EMAIL]" }],
  multipleBirthInteger: 2,
};

describe("a resource written as JSON is redacted where it stands, as the value is", () => {
  it.each([
    ["alone", JSON.stringify(patient), JSON.stringify(redacted)],
    ["indented", JSON.stringify(patient, undefined, 2), JSON.stringify(redacted, undefined, 2)],
    ["in a line", `got ${JSON.stringify(patient)} {x}`, `got ${JSON.stringify(redacted)} {x}`],
    [
      "in an entry after its type",
      JSON.stringify({ entry: [{ resource: patient }], resourceType: "Bundle" }),
      JSON.stringify({ entry: [{ resource: redacted }], resourceType: "Bundle" }),
    ],
    [
      "in a string",
      JSON.stringify({ body: JSON.stringify(patient) }),
      JSON.stringify({ body: JSON.stringify(redacted) }),
    ],
  ])("%s", (_, text, expected) => {
    expect(redactor.text(text)).toBe(expected);
    expect(redactor.text(expected)).toBe(expected);
    const stream = redactor.stream();
    expect(
      text
        .split("")
        .map((character) => stream.push(character))
        .join("") + stream.end(),
    ).toBe(expected);
  });

  it("cut off", () => {
    const text = JSON.stringify(patient);
    for (let end = text.indexOf("f001"); end < text.length; end += 1) {
      expect(redactor.text(text.slice(0, end))).not.toMatch(/7384|Heu|Piet/);
    }
  });

  it("and told where", () => {
    const text = JSON.stringify(patient);
    expect(redactor.detect(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "f001",
      "738472983",
      "van de Heuvel",
      "Pieter",
      "p.heuvel@example.org",
    ]);
  });

  it("but not where nothing names a type", () => {
    const text = JSON.stringify({ family: "inet", given: ["up"], identifier: { value: "eth0" } });
    expect(redactor.text(text)).toBe(text);
  });
});

it("keeps a number of JSON a value of JSON", () => {
  const text = '{"resourceType":"Patient","identifier":[{"value":12}]}';
  expect(redactor.text(text)).toBe('{"resourceType":"Patient","identifier":[{"value":"[REDACTED:MRN]"}]}');
});
