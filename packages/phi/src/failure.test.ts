import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor.ts";
import { defaultPolicy } from "./policies/default-policy.ts";

const heard: string[] = [];
const redactor = createRedactor(defaultPolicy, (kind) => heard.push(kind));
const dropped = "[REDACTED:FAILURE]";

function fail(): never {
  throw new Error("123-45-6789");
}
function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

beforeEach(() => {
  heard.length = 0;
});

describe("what fails inside is dropped and counted, and the rest survives", () => {
  it.each<[string, unknown]>([
    ["a getter that throws", Object.defineProperty({}, "inner", { get: fail, enumerable: true })],
    ["a toJSON that throws", { toJSON: fail }],
    ["a proxy without keys", new Proxy({}, { ownKeys: fail })],
    ["a proxy without values", new Proxy({ inner: 1 }, { get: fail })],
    ["a proxy without prototype", new Proxy({}, { getPrototypeOf: fail })],
    ["a revoked proxy", revoked()],
    ["a list that throws", Object.defineProperty([1], 0, { get: fail })],
    ["an error whose message throws", Object.defineProperty(new Error("x"), "message", { get: fail })],
    ["a map that throws", Object.assign(new Map(), { [Symbol.iterator]: fail })],
    ["a text that throws", Object.assign(/x/, { toString: fail })],
    ["a type that throws", Object.defineProperty({}, "resourceType", { get: fail, enumerable: true })],
  ])("%s", (_, broken) => {
    const redacted = redactor.value({ broken, sound: "ok", ssn: "123-45-6789" });
    expect(redacted).toMatchObject({ sound: "ok", ssn: "[REDACTED:SSN]" });
    expect(JSON.stringify(redacted)).toContain(dropped);
    expect(JSON.stringify(redacted)).not.toContain("123-45-6789");
    expect(heard).toContain("failure");
  });

  it("at the top", () => {
    expect(redactor.value(revoked())).toBe(dropped);
    expect(redactor.field("x", revoked())).toBe(dropped);
    expect(heard).toEqual(["failure", "failure"]);
  });

  it("under a rule of the policy", () => {
    expect(redactor.field("name.given", [revoked()])).toBe(dropped);
    expect(redactor.field("identifier.value", { a: revoked(), b: "7" })).toMatchObject({
      b: "[REDACTED:MRN]",
    });
    expect(heard).toContain("failure");
  });

  it("and a text that is none", () => {
    const none = revoked() as unknown as string;
    for (const format of ["text", "url", "sql", "hl7", "x12"] as const) {
      expect(redactor[format](none)).toBe(dropped);
    }
    expect(redactor.detect(none)).toEqual([]);
    expect(heard).toEqual(Array.from({ length: 6 }, () => "failure"));
  });
});

it("redacts although its listener throws", () => {
  expect(createRedactor(defaultPolicy, fail).text("SSN 123-45-6789")).toBe("SSN [REDACTED:SSN]");
});

it("never throws for any text in any format, and a second time changes nothing", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ..."MSH|^~\\& PID| PID|1||48213^^^A^MR||DOE^JANE\r ISA* NM1*IL*1*DOE*JANE~ SELECT '123-45-6789' $$ ' \\ \n ~ * : | ^ & [ ] { }".split(
        " ",
      ),
    ),
    fc.string({ unit: "grapheme", maxLength: 8 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join("")),
      (given) => {
        for (const format of ["sql", "hl7", "x12"] as const) {
          const once = redactor[format](given);
          expect(redactor[format](once)).toBe(once);
        }
      },
    ),
    { numRuns: 1_000 },
  );
  expect(heard).not.toContain("failure");
});
