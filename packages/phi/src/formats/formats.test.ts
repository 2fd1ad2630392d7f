import { describe, expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import type { PhiKind } from "../phi-kind.ts";
import { defaultPolicy } from "../policies/default-policy.ts";
import { type Action, extendPolicy } from "../policies/policy.ts";

const redactor = createRedactor(defaultPolicy);

describe("OpenTelemetry attributes", () => {
  it.each<[string, unknown, unknown]>([
    ["enduser.id", "jdoe", "[REDACTED:UNIQUE_ID]"],
    ["enduser.role", "nurse", "nurse"],
    ["client.address", "203.0.113.7", "[REDACTED:IP_ADDRESS]"],
    ["client.address", "127.0.0.1", "127.0.0.1"],
    [
      "url.full",
      "https://api.example.org/patients/48213?q=jane",
      "https://api.example.org/patients/[REDACTED:MRN]?q=[REDACTED:URL]",
    ],
    ["url.path", "/patients/48213/notes", "/patients/[REDACTED:MRN]/notes"],
    ["url.query", "ssn=123-45-6789&page=2", "ssn=[REDACTED:SSN]&page=2"],
    ["exception.message", "no row for SSN 123-45-6789", "no row for SSN [REDACTED:SSN]"],
    [
      "exception.stacktrace",
      "Error: jo@example.org\n    at f (/app/x.js:1:2)",
      "Error: [REDACTED:EMAIL]\n    at f (/app/x.js:1:2)",
    ],
    ["http.request.header.authorization", ["Bearer x"], ["[REDACTED:SECRET]"]],
    ["http.request.header.x-forwarded-for", ["203.0.113.7, 10.0.0.1"], ["[REDACTED:IP_ADDRESS]"]],
    ["http.request.header.content-type", ["application/json"], ["application/json"]],
    ["http.request.header.from", ["jane"], ["[REDACTED:EMAIL]"]],
    ["http.request.method", "GET", "GET"],
    ["service.name", "voiceassist", "voiceassist"],
    ["db.query.parameter.0", "jane", undefined],
    ["db.query.text", "SELECT a FROM b WHERE c = 'jane' AND d = 5", "SELECT a FROM b WHERE c = ? AND d = 5"],
  ])("%s: %j", (name, given, expected) => {
    expect(redactor.field(name, given)).toEqual(expected);
  });
});

describe("SQL", () => {
  it.each<[string, string]>([
    [
      "INSERT INTO p (n, s) VALUES ('Zed', '123-45-6789')",
      "INSERT INTO p (n, s) VALUES (?, '[REDACTED:SSN]')",
    ],
    ["SELECT * FROM p WHERE n = 'O''Neil' LIMIT 10", "SELECT * FROM p WHERE n = ? LIMIT 10"],
    ["SELECT 'a\\', 'Zed'", "SELECT ?"],
    ["SELECT E'a\\'Zed', 1", "SELECT ?, 1"],
    ["SELECT $x$ Zed's $x$, $1", "SELECT ?, $1"],
    ["SELECT 48213377 FROM t2", "SELECT ? FROM t2"],
    ["SELECT 'Zed", "SELECT ?"],
    ["SELECT \"it's\" FROM t -- it's\nWHERE a = 'Zed'", "SELECT \"it's\" FROM t -- it's\nWHERE a = ?"],
    ["SELECT a FROM p WHERE b = $1 AND c = ?", "SELECT a FROM p WHERE b = $1 AND c = ?"],
    ['{"find":"p","filter":{"ssn":"123-45-6789"}}', '{"find":"p","filter":{"ssn":"[REDACTED:SSN]"}}'],
    // No statement, or one only without what goes.
    ["PID| & 203.0.113.100''", "PID| & ?"],
    ['password:" 203.0.113.155 MRN: 21553647', 'password:"[REDACTED:SECRET]'],
  ])("%s", (given, expected) => {
    expect(redactor.sql(given)).toBe(expected);
    expect(redactor.sql(expected)).toBe(expected);
  });
});

describe("FHIR R4", () => {
  const patient = {
    resourceType: "Patient",
    id: "48213",
    active: true,
    text: { status: "generated", div: "<div>Zed Quark</div>" },
    identifier: [
      { system: "http://hospital.example/mrn", value: "A-7" },
      { system: "http://hl7.org/fhir/sid/us-ssn", value: "123-45-6789" },
    ],
    name: [{ use: "official", family: "Quark", given: ["Zed", "Y"] }],
    telecom: [
      { system: "phone", value: "x" },
      { system: "email", value: "zed@example.org" },
    ],
    gender: "male",
    birthDate: "1980-01-02",
    address: [{ use: "home", line: ["1 Elm"], city: "Ash", state: "IL", postalCode: "62704", country: "US" }],
    contact: [{ name: { family: "Quark" }, telecom: [{ value: "y" }] }],
    managingOrganization: { reference: "Organization/1" },
  };
  const redacted = {
    resourceType: "Patient",
    id: "[REDACTED:MRN]",
    active: true,
    text: { status: "generated", div: "[REDACTED:NAME]" },
    identifier: [
      { system: "http://hospital.example/mrn", value: "[REDACTED:MRN]" },
      { system: "http://hl7.org/fhir/sid/us-ssn", value: "[REDACTED:SSN]" },
    ],
    name: [{ use: "official", family: "[REDACTED:NAME]", given: ["[REDACTED:NAME]", "[REDACTED:NAME]"] }],
    telecom: [
      { system: "phone", value: "[REDACTED:PHONE]" },
      { system: "email", value: "[REDACTED:EMAIL]" },
    ],
    gender: "male",
    birthDate: "[REDACTED:DATE_OF_BIRTH]",
    address: [
      {
        use: "home",
        line: ["[REDACTED:ADDRESS]"],
        city: "[REDACTED:ADDRESS]",
        state: "IL",
        postalCode: "[REDACTED:ADDRESS]",
        country: "US",
      },
    ],
    contact: [{ name: { family: "[REDACTED:NAME]" }, telecom: [{ value: "[REDACTED:PHONE]" }] }],
    managingOrganization: { reference: "Organization/1" },
  };

  it("keeps a resource's structure", () => {
    expect(redactor.value(patient)).toEqual(redacted);
  });

  it("in a bundle, and twice", () => {
    const bundle = {
      resourceType: "Bundle",
      entry: [{ fullUrl: "https://x.example/Patient/48213", resource: patient }],
    };
    const once = redactor.value(bundle);
    expect(once).toEqual({
      resourceType: "Bundle",
      entry: [{ fullUrl: "https://x.example/Patient/[REDACTED:MRN]", resource: redacted }],
    });
    expect(redactor.value(once)).toEqual(once);
  });

  it("keeps what was measured and whom it points at by type", () => {
    expect(
      redactor.value({
        resourceType: "Observation",
        id: "obs-1",
        subject: { reference: "Patient/48213", display: "Zed Quark" },
        valueQuantity: { value: 120, unit: "mmHg" },
      }),
    ).toEqual({
      resourceType: "Observation",
      id: "obs-1",
      subject: { reference: "Patient/[REDACTED:MRN]", display: "[REDACTED:NAME]" },
      valueQuantity: { value: 120, unit: "mmHg" },
    });
  });
});

describe("HL7 v2", () => {
  it("redacts by field and component and keeps every separator", () => {
    const message = [
      "MSH|^~\\&|LAB|ZGH|EMR|ZGH|202401151011||ORU^R01|7|P|2.5.1",
      'PID|1||48213^^^ZGH^MR~A7^^^ZGH^PI||QUARK^ZED^Y||19800102|M|""||1 ELM^^ASH^IL^62704^USA||5550142|||||||',
      "NK1|1|QUARK^ZOE|SPO|2 ELM^^ASH^IL",
      "OBX|1|NM|8867-4^Heart rate^LN||72|/min|60-100|N|||F",
      "OBX|2|TX|||told jo@example.org",
      "",
    ].join("\r");
    expect(redactor.hl7(message).split("\r")).toEqual([
      "MSH|^~\\&|LAB|ZGH|EMR|ZGH|202401151011||ORU^R01|7|P|2.5.1",
      'PID|1||[REDACTED:MRN]^^^ZGH^MR~[REDACTED:MRN]^^^ZGH^PI||[REDACTED:NAME]^[REDACTED:NAME]^[REDACTED:NAME]||[REDACTED:DATE_OF_BIRTH]|M|""||[REDACTED:ADDRESS]^^[REDACTED:ADDRESS]^IL^[REDACTED:ADDRESS]^USA||[REDACTED:PHONE]|||||||',
      "NK1|1|[REDACTED:NAME]^[REDACTED:NAME]|SPO|[REDACTED:ADDRESS]^^[REDACTED:ADDRESS]^IL",
      "OBX|1|NM|8867-4^Heart rate^LN||72|/min|60-100|N|||F",
      "OBX|2|TX|||told [REDACTED:EMAIL]",
      "",
    ]);
  });

  it("reads the separators of the header and the frame around it", () => {
    expect(redactor.hl7("\vMSH#*~\\&#A\nPID#1##48213*##QUARK*ZED")).toBe(
      "\vMSH#*~\\&#A\nPID#1##[REDACTED:MRN]*##[REDACTED:NAME]*[REDACTED:NAME]",
    );
  });

  it("is known by its header wherever a text is redacted", () => {
    const message = "MSH|^~\\&|LAB\rPID|1||48213||QUARK^ZED";
    const expected = "MSH|^~\\&|LAB\rPID|1||[REDACTED:MRN]||[REDACTED:NAME]^[REDACTED:NAME]";
    expect(redactor.text(message)).toBe(expected);
    expect(redactor.value({ body: message })).toEqual({ body: expected });
    expect(redactor.text(`{"body":${JSON.stringify(message)}}`)).not.toContain("48213");
  });

  it("follows the policy", () => {
    const own = createRedactor(
      extendPolicy(defaultPolicy, { hl7: { "PID-5.1": "keep", "PID-3": "drop", ZPD: "SSN" } }),
    );
    expect(own.hl7("PID|1||48213^A||QUARK^ZED\rZPD|a|b^c")).toBe(
      "PID|1||^||QUARK^[REDACTED:NAME]\rZPD|[REDACTED:SSN]|[REDACTED:SSN]^[REDACTED:SSN]",
    );
    expect(own.field("hl7.message", "PID|1||||^ZED")).toBe("PID|1||||^[REDACTED:NAME]");
  });
});

describe("X12", () => {
  const header =
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240115*1011*^*00501*000000001*0*P*>~";

  it("redacts by element and qualifier and keeps every separator", () => {
    expect(
      redactor.x12(
        `${header}NM1*IL*1*QUARK*ZED****MI*A7~N3*1 ELM~N4*ASH*IL*62704~DMG*D8*19800102*M~REF*SY*123456789~NM1*PR*2*PAYER*****PI*12~CLM*A7-1*100***11>B>1*Y~`,
      ),
    ).toBe(
      `${header}NM1*IL*1*[REDACTED:NAME]*[REDACTED:NAME]****MI*[REDACTED:HEALTH_PLAN]~N3*[REDACTED:ADDRESS]~N4*[REDACTED:ADDRESS]*IL*[REDACTED:ADDRESS]~DMG*D8*[REDACTED:DATE_OF_BIRTH]*M~REF*SY*[REDACTED:SSN]~NM1*PR*2*PAYER*****PI*12~CLM*[REDACTED:ACCOUNT]*100***11>B>1*Y~`,
    );
  });

  it("is known by its header wherever a text is redacted", () => {
    expect(redactor.text(`${header}N3*1 ELM~`)).toBe(`${header}N3*[REDACTED:ADDRESS]~`);
  });

  it("writes no separator into an element", () => {
    const once = redactor.x12(`${header.replace(">~", ":~")}NM1*QC*1*QUARK*ZED~\nHI*ABK:J0300~`);
    expect(once).toBe(
      `${header.replace(">~", ":~")}NM1*QC*1*[REDACTED-NAME]*[REDACTED-NAME]~\nHI*ABK:J0300~`,
    );
    expect(redactor.x12(once)).toBe(once);
    expect(redactor.text(once)).toBe(once);
  });
});

describe("messages in lines of a log", () => {
  const pid = "PID|1||48213377^^^HOSP^MR||DOE^JANE||19620314|F";
  const safePid =
    "PID|1||[REDACTED:MRN]^^^HOSP^MR||[REDACTED:NAME]^[REDACTED:NAME]||[REDACTED:DATE_OF_BIRTH]|F";
  const header = "MSH|^~\\&|A|B|C|D|20230314120000||ADT^A01|1|P|2.5";

  it.each([
    ["a segment by itself", pid, safePid],
    ["a message after a preface", `received: ${header}\r${pid}`, `received: ${header}\r${safePid}`],
    [
      "an interchange after a preface",
      `sent ISA*00*          *00*          *ZZ*S              *ZZ*R              *230314*1200*^*00501*1*0*P*:~N3*1 ELM ST~`,
      `sent ISA*00*          *00*          *ZZ*S              *ZZ*R              *230314*1200*^*00501*1*0*P*:~N3*[REDACTED-ADDRESS]~`,
    ],
    [
      "a number by itself",
      `4111111111111111 ${header}|4111111111111111`,
      `[REDACTED:CARD_NUMBER] ${header}|[REDACTED:CARD_NUMBER]`,
    ],
    ["marks that no header has", "seen MSH|^~\\&://|", "seen MSH|^~\\&://|"],
    ["no segment", "PID|1", "PID|1"],
    ["a table", "CPU|12|34|56", "CPU|12|34|56"],
  ])("%s", (_, text, expected) => {
    const redactor = createRedactor(defaultPolicy);
    expect(redactor.text(text)).toBe(expected);
    const stream = redactor.stream();
    expect(
      text
        .split("")
        .map((character) => stream.push(character))
        .join("") + stream.end(),
    ).toBe(expected);
  });
});

describe("messages in strings of JSON", () => {
  const message = "MSH|^~\\&|LAB\rPID|1||48213||QUARK^ZED";
  const safe = "MSH|^~\\&|LAB\rPID|1||[REDACTED:MRN]||[REDACTED:NAME]^[REDACTED:NAME]";

  it.each([
    ["with text before them", (text: string) => JSON.stringify({ msg: `received ${text}` })],
    ["in a line of a log", (text: string) => `INFO body=${JSON.stringify({ msg: `got ${text}`, n: 1 })} ok`],
    ["in another", (text: string) => `INFO ${JSON.stringify(JSON.stringify({ msg: text }))}`],
    [
      "in each of two lines",
      (text: string) => `1 ${JSON.stringify({ msg: text })}\n2 ${JSON.stringify({ msg: text })}`,
    ],
    ["in brackets that are encoded", (text: string) => `got %5B%5D${text}`],
    ["quoted by no program", (text: string) => `said "hi": ${text}`],
  ])("%s", (_, write) => {
    const redactor = createRedactor(defaultPolicy);
    expect(redactor.text(write(message))).toBe(write(safe));
    expect(redactor.text(write(safe))).toBe(write(safe));
  });
});

it("takes what a key condemns, though it holds a message", () => {
  const once = createRedactor(defaultPolicy).text(
    'Error: {"patient":"PID|1||48213 \\"MSH|^~\\\\&|LAB\\rPID|1||48213\\rZPD|a|Zork"}',
  );
  expect(once).not.toMatch(/48213|Zork/);
  expect(createRedactor(defaultPolicy).text(once)).toBe(once);
});

describe("lines that go on from a segment", () => {
  const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\n-----END PRIVATE KEY-----";

  it.each([
    [
      `OBX|1|TX|||${key}\rPID|1||48213`,
      "OBX|1|TX|||-----BEGIN PRIVATE KEY-----[REDACTED:SECRET]\n-----END PRIVATE KEY-----\rPID|1||[REDACTED:MRN]",
    ],
    [`PID|1||48213||QUARK^${key}\rOBX|1`, "PID|1||[REDACTED:MRN]||[REDACTED:NAME]^[REDACTED:NAME]\rOBX|1"],
    [
      "PID|1||48213\rZPD|a|Honigpfad 17b\n91106 Selbstadt\nPeru ~203.0.113.73",
      "PID|1||[REDACTED:MRN]\rZPD|a|[REDACTED:ADDRESS] ~[REDACTED:IP_ADDRESS]",
    ],
    ["PID|1||48213||QUARK\nstored as 4711\n", "PID|1||[REDACTED:MRN]||[REDACTED:NAME]\nstored as 4711\n"],
  ])("%j", (given, expected) => {
    const redactor = createRedactor(defaultPolicy);
    expect(redactor.text(given)).toBe(expected);
    expect(redactor.text(expected)).toBe(expected);
  });
});

it("reads as a message what is one without what went", () => {
  const redactor = createRedactor(
    extendPolicy(defaultPolicy, { actions: { ADDRESS: "drop", SSN: "drop", NAME: "drop" } }),
  );
  for (const text of [
    "12 Main Street, Springfield, IL 62704PID|1||Brandvik",
    '{"a":"MSH|^~\\\\&|LAB\\rPID|1||||QUARK^ZED"}123-45-6789',
    '{"a":"12 Main Street, Springfield, IL 62704MSH|^~\\\\&|LAB\\rPID|1||||QUARK^ZED"}',
  ]) {
    const once = redactor.text(text);
    expect(once).not.toMatch(/Brandvik|QUARK/);
    expect(redactor.text(once)).toBe(once);
  }
});

describe("what went held or hid a mark that divides the rest", () => {
  const isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240115*1011*^*";
  const wide = "ISA*00*          *00*          *ZZ*SENDER      ";

  it.each<[string, Partial<Record<PhiKind, Action>>, string]>([
    ["a line after a segment", {}, "PID|||名\rMay 1"],
    ["elements of a header", {}, 'ISA********~"ssn":* ********>\'N1**)'],
    ["the end of a segment in a string", {}, `{"":"ISA****************>'NM1**\\"patient O'*0"}`],
    ["a header of HL7 before one of X12", {}, `"patientname:MSH|\\"||"${isa}~\\nN1**n"`],
    ["an announcement within a message", {}, `A${isa}~Neil: password=MSH~patient`],
    ["a quotation mark that no program wrote", {}, `{"url":"dob:\\"=b&f","":"ISA"}`],
    ["a label before a header", {}, `"ssn=${isa}~\\u@h.LM"}`],
    [
      "what no string of JSON has",
      {},
      `["E'\\'jane.d93@example.org","{\\"resourceType\\":\\"Patient\\",\\"id\\":\\"7\\"}"]`,
    ],
    ["too wide an element", { EMAIL: "drop" }, `:${wide}7@e.rg   *ZZ*RECEIVER       *240115*1011***~N3*"`],
    ["no mark in a header", { SSN: "drop" }, "\"ISA****************588-46-6702''DMG**3\""],
    ["fields of a header", { CARD_NUMBER: "drop" }, "MSH|3782-822463-10005||||||g"],
  ])("%s", (_, actions, text) => {
    const redactor = createRedactor(extendPolicy(defaultPolicy, { actions }));
    const once = redactor.text(text);
    expect(redactor.text(once)).toBe(once);
  });
});

it("cuts no placeholder where the colon ends the segments of X12", () => {
  const text =
    "ISA*00*          *00*          *ZZ*S              *ZZ*R              *230314*1200*^*00501*1*0*P*#:ssn 219-09-9999";
  const redacted = redactor.text(text);
  expect(redacted).toContain("[REDACTED-SSN]");
  expect(redactor.text(redacted)).toBe(redacted);
  // A placeholder from elsewhere is neither cut nor rewritten.
  const old =
    "ISA*00*[REDACTED:SECRET]~DMG*D8*[TOKEN:DATE_OF_BIRTH:v1:c07afe66b4ad2463]*M~NTE*ADD*[REDACTED:SSN]~";
  expect(redactor.x12(old)).toBe(old);
});
