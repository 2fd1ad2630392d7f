import { describe, expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";

const redactor = createRedactor(defaultPolicy);

describe("fields whose names identify go whole", () => {
  it.each([
    ["patientName", "x", "NAME"],
    ["patient.name", "x", "NAME"],
    ["first_name", "x", "NAME"],
    ["ssn_last4", 6789, "SSN"],
    ["ssn", 123456789n, "SSN"],
    ["dob", new Date(0), "DATE_OF_BIRTH"],
    ["mrn", { value: 1 }, "MRN"],
    ["phone", ["a"], "PHONE"],
    ["email", "nobody", "EMAIL"],
    ["home-phone-2", "x", "PHONE"],
    ["SSN", "x", "SSN"],
    ["user.email", "x", "EMAIL"],
    ["http.request.header.authorization", "x", "SECRET"],
    ["set-cookie", "a=b", "SECRET"],
    ["apiKey", "x", "SECRET"],
    ["client.address", "x", "IP_ADDRESS"],
    ["patientNames", ["x"], "NAME"],
    ["phone_numbers", "x", "PHONE"],
  ])("%s", (name, content, kind) => {
    expect(redactor.field(name, content)).toBe(`[REDACTED:${kind}]`);
  });
});

describe("fields that only sound like it stay", () => {
  it.each([
    "token_expiry_minutes",
    "hostname",
    "hostName",
    "Accept",
    "name",
    "server.address",
    "service.name",
    "file_name",
    "public",
    "accept",
    "emailVerified",
    "phone_count",
    "ssn_present",
    "prompt_tokens",
    "host_names",
    "access_tokens_total",
    "family",
  ])("%s", (name) => {
    expect(redactor.field(name, "alpha")).toBe("alpha");
    expect(redactor.field(name, "ssn 123-45-6789")).toBe("ssn [REDACTED:SSN]");
  });
});

it("keeps addresses of this machine under their field's name", () => {
  expect(redactor.field("client.address", "127.0.0.1")).toBe("127.0.0.1");
  expect(redactor.field("ip", "127.0.0.1 Zed")).toBe("[REDACTED:IP_ADDRESS]");
});

it("reads pairs of a name and a value as a field", () => {
  expect(
    redactor.value([
      { key: "patient.name", value: { stringValue: "x" } },
      { key: "a", value: "ok" },
    ]),
  ).toEqual([
    { key: "patient.name", value: "[REDACTED:NAME]" },
    { key: "a", value: "ok" },
  ]);
});

it("walks arrays, maps, sets, dates, keys and numbers", () => {
  const at = new Date(0);
  const input = {
    list: ["ok", "jane@example.org"],
    map: new Map<string, unknown>([
      ["mrn", 1],
      ["jane@example.org", 2],
    ]),
    set: new Set(["555-234-5678", "ok"]),
    at,
    "jane@example.org": 1,
    "john@example.org": 2,
    card: 4111111111111111,
    count: 123456789,
    nested: { firstName: "x", body: '{"dob":"x"}' },
  };
  const before = structuredClone(input);
  expect(redactor.value(input)).toEqual({
    list: ["ok", "[REDACTED:EMAIL]"],
    map: new Map<string, unknown>([
      ["mrn", "[REDACTED:MRN]"],
      ["[REDACTED:EMAIL]", 2],
    ]),
    set: new Set(["[REDACTED:PHONE]", "ok"]),
    at,
    "[REDACTED:EMAIL]": 1,
    "[REDACTED:EMAIL]_2": 2,
    card: "[REDACTED:CARD_NUMBER]",
    count: 123456789,
    nested: { firstName: "[REDACTED:NAME]", body: '{"dob":"[REDACTED:DATE_OF_BIRTH]"}' },
  });
  expect(input).toEqual(before);
});

it("redacts errors with their stacks, causes and own fields, and keeps their class", () => {
  const error = new TypeError("no user jane@example.org", { cause: new Error("ssn 123-45-6789") });
  const redacted = redactor.value(Object.assign(error, { code: "E_USER", email: "x" }));
  expect(redacted).toBeInstanceOf(TypeError);
  expect(redacted.message).toBe("no user [REDACTED:EMAIL]");
  expect(redacted.stack).toContain("TypeError: no user [REDACTED:EMAIL]\n");
  expect(redacted.stack).not.toContain("jane@");
  expect(redacted.cause).toMatchObject({ message: "ssn [REDACTED:SSN]" });
  expect(redacted).toMatchObject({ code: "E_USER", email: "[REDACTED:EMAIL]" });
});

it("reads bytes as UTF-8", () => {
  const bytes = new TextEncoder().encode("to jane@example.org");
  expect(new TextDecoder().decode(redactor.value(bytes))).toBe("to [REDACTED:EMAIL]");
  const clean = new Uint8Array([0xff, 0xfe, 1, 2]);
  expect(redactor.value(clean)).toBe(clean);
  expect(redactor.value(new Uint8Array([0xff, ...bytes]))).toBe("[REDACTED:FAILURE]");
});

it("stops at cycles and at absurd depth", () => {
  const cyclic: { a: number; self?: unknown } = { a: 1 };
  cyclic.self = cyclic;
  expect(redactor.value(cyclic)).toEqual({ a: 1, self: "[Circular]" });
  let deep: unknown = "ssn 123-45-6789";
  for (let depth = 0; depth < 10_000; depth += 1) deep = { deep };
  const text = JSON.stringify(redactor.value(deep));
  expect(text).toContain("[REDACTED:FAILURE]");
  expect(text).not.toContain("6789");
});

it("drops what fails and says so", () => {
  const heard: string[] = [];
  const counted = createRedactor(defaultPolicy, (kind) => heard.push(kind));
  const input = {
    get broken(): string {
      throw new Error("123-45-6789");
    },
    ok: 1,
    proxy: new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("no");
        },
      },
    ),
  };
  expect(counted.value(input)).toEqual({
    broken: "[REDACTED:FAILURE]",
    ok: 1,
    proxy: "[REDACTED:FAILURE]",
  });
  expect(heard).toEqual(["failure", "failure"]);
});

it("keeps absent values, placeholders and prototypes safe", () => {
  const parsed: unknown = JSON.parse('{"ssn":null,"mrn":"[REDACTED:MRN]","__proto__":{"a":1}}');
  expect(JSON.stringify(redactor.value(parsed))).toBe(
    '{"ssn":null,"mrn":"[REDACTED:MRN]","__proto__":{"a":1}}',
  );
  expect(({} as { a?: number }).a).toBeUndefined();
});

describe("bytes keep their type", () => {
  const bytes = new TextEncoder().encode("ssn 219-09-9999");
  const kept = "ssn [REDACTED:SSN]";

  it.each([
    ["Buffer", Buffer.from(bytes)],
    ["Uint8Array", bytes],
    ["Int8Array", new Int8Array(bytes)],
    ["Uint8ClampedArray", new Uint8ClampedArray(bytes)],
    ["DataView", new DataView(bytes.slice().buffer)],
    ["ArrayBuffer", bytes.slice().buffer],
  ] as const)("%s", (type, item) => {
    const redacted = redactor.value(item);
    expect(redacted.constructor.name).toBe(type);
    expect(new TextDecoder().decode(redacted)).toBe(kept);
  });

  it("reads two bytes as UTF-16, shared memory, and numbers of eight bytes", () => {
    const wide = Uint16Array.from("ssn 219-09-9999", (letter) => letter.charCodeAt(0));
    expect(String.fromCharCode(...redactor.value(wide))).toBe(kept);
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    expect(new TextDecoder().decode(redactor.value<ArrayBufferLike>(shared) as ArrayBuffer)).toBe(kept);
    expect(redactor.value(new Float64Array([1, 4111111111111111]))).toEqual([1, "[REDACTED:CARD_NUMBER]"]);
    const clean = new Float32Array([0.25, 0.5]);
    expect(redactor.value(clean)).toBe(clean);
  });
});

it("reads names and values by turns, in pairs, in flags and in headers", () => {
  const redacted = redactor.value({
    headers: new Headers({ authorization: "x", accept: "*/*" }),
    pairs: [
      ["x-api-key", "zzz"],
      ["accept", "*/*"],
    ],
    rawHeaders: ["Cookie", "a=b", "Accept", "cookie"],
    argv: ["app", "--password", "zzz", "--port", "80"],
  });
  expect([...redacted.headers]).toEqual([
    ["accept", "*/*"],
    ["authorization", "[REDACTED:SECRET]"],
  ]);
  expect(redacted).toMatchObject({
    pairs: [
      ["x-api-key", "[REDACTED:SECRET]"],
      ["accept", "*/*"],
    ],
    rawHeaders: ["Cookie", "[REDACTED:SECRET]", "Accept", "cookie"],
    argv: ["app", "--password", "[REDACTED:SECRET]", "--port", "80"],
  });
});

it("loses no entry whose key becomes another's placeholder", () => {
  const map = new Map([
    ["jane@example.org", 1],
    ["john@example.org", 2],
  ]);
  expect([...redactor.value(map).values()]).toEqual([1, 2]);
});

it("puts no quotation marks around what takes the place of a number in a text or a name", () => {
  expect(redactor.value({ "4111111111111111": "4111111111111111" })).toEqual({
    "[REDACTED:CARD_NUMBER]": "[REDACTED:CARD_NUMBER]",
  });
  expect(redactor.value([-4111111111111111])).toEqual(["[REDACTED:CARD_NUMBER]"]);
});

it("leaves an error of the platform readable", () => {
  const redacted = redactor.value(new DOMException("ssn 219-09-9999", "AbortError"));
  expect(redacted).toBeInstanceOf(DOMException);
  expect(String(redacted)).toBe("AbortError: ssn [REDACTED:SSN]");
  expect(redacted.code).toBe(20);
});

it("judges an extension of FHIR by the end of its address", () => {
  const url = "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName";
  expect(redactor.value({ url, valueString: "Brouwer" })).toEqual({ url, valueString: "[REDACTED:NAME]" });
});
