import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor.ts";
import { defaultPolicy } from "./policies/default-policy.ts";

const redactor = createRedactor(defaultPolicy);

describe("text that engineers need stays", () => {
  it.each([
    "2024-01-15T10:11:12.123Z INFO request completed in 12.5 ms",
    "2024-01-15 10:11:12,123 [main] WARN retry 3 of 5",
    "Sun Nov 22 21:04:36 UTC 2026",
    "traceparent 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7",
    "trace_id=12345678901234567890123456789012 span_id=1234567890123456",
    "id 123e4567-e89b-12d3-a456-426614174000",
    "took 1234567890 ns, 950ms, 1.5s, 5m30s",
    "listening on http://127.0.0.1:8000 and [::1]:9090",
    "node v20.20.2, kernel 6.1.0-18-amd64, app version 1.2.3.4",
    "startTime 1700000000000 end 1700000000000000000",
    "65-year-old, 42 y/o, year 1984",
    "SELECT id, name FROM documents WHERE owner = $1 AND created_at > $2 LIMIT 20",
    "GET /api/patients/:id/documents/{documentId} 200",
    "0.95",
    "+Inf",
    "POST",
    "localhost:9090",
    "00:1b:44:11:3a:b7 eth0 /dev/nvme0n1p1 /var/lib/docker",
    "hostname=alpha file_name=report.pdf name=worker-1 token_expiry_minutes=15",
    "Accept: application/json; q=0.9",
    "UPDATE users SET password_hash = $2 WHERE email = $1 AND token=$3 AND mrn = ?",
    'node_uname_info{machine="x86_64",nodename="alpha",release="6.1.0-18-amd64",version="#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)"} 1',
    'node_cpu_info{model_name="Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz",microcode="0xd0003a5"} 1',
    'node_network_info{address="00:1b:44:11:3a:b7",broadcast="ff:ff:ff:ff:ff:ff",device="eth0",operstate="up"} 1',
    'go_info{version="go1.19.8"} 1.7162e+09',
    "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
    "client.address=127.0.0.1 remoteAddress: ::1",
    '{"level":"info","time":1700000000000,"service":"voiceassist-api-gateway","msg":"ready","port":8000}',
    'http_request_duration_seconds_bucket{le="0.95",method="POST"} 42',
    "Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)",
  ])("%s", (line) => {
    expect(redactor.text(line)).toBe(line);
  });
});

describe("names of fields condemn the value beside them", () => {
  it.each([
    ['{"patient_name":"Zed Quark","ok":true}', '{"patient_name":"[REDACTED:NAME]","ok":true}'],
    ['{"ssn":123456789,"n":1}', '{"ssn":"[REDACTED:SSN]","n":1}'],
    ['{"ssn": "none of your business"}', '{"ssn": "[REDACTED:SSN]"}'],
    ['{"ssn_last4":6789}', '{"ssn_last4":"[REDACTED:SSN]"}'],
    ['{"patient":{"a":[1,"}"]},"b":2}', '{"patient":"[REDACTED:NAME]","b":2}'],
    ['{"dob":null,"mrn":""}', '{"dob":null,"mrn":""}'],
    [
      '{"msg":"body {\\"dob\\":\\"x \\\\\\" y\\",\\"n\\":1}"}',
      '{"msg":"body {\\"dob\\":\\"[REDACTED:DATE_OF_BIRTH]\\",\\"n\\":1}"}',
    ],
    ["patientName='Zed Quark' n=1", "patientName='[REDACTED:NAME]' n=1"],
    ["password=hunter2 n=1", "password=[REDACTED:SECRET] n=1"],
    ["Cookie: sid=abcdef; theme=dark", "Cookie: [REDACTED:SECRET]"],
    [
      "Key (patient_name)=(Zed Quark) already exists.",
      "Key (patient_name)=([REDACTED:NAME]) already exists.",
    ],
    ["Key (tenant, email)=(1, zed) exists", "Key (tenant, email)=([REDACTED:EMAIL]) exists"],
    ["patient[first_name]=Zed&n=1", "patient[first_name]=[REDACTED:NAME]&n=1"],
    ["Date of birth: 01/02/1980", "Date of birth: [REDACTED:DATE_OF_BIRTH]"],
    ["/search?patient_name=zed%20quark&limit=5", "/search?patient_name=[REDACTED:NAME]&limit=5"],
  ])("%s", (line, expected) => {
    expect(redactor.text(line)).toBe(expected);
  });
});

describe("encoded forms are found where they stand", () => {
  it.each([
    ["to=jane%40example.org&x=1", "to=[REDACTED:EMAIL]&x=1"],
    ["ssn 123%2D45%2D6789.", "ssn [REDACTED:SSN]."],
    ["q=555%2D234%2D5678", "q=[REDACTED:PHONE]"],
    ["q=MRN%2012345678&n=1", "q=MRN[REDACTED:MRN]&n=1"],
    ["q=Jane+Doe&limit=3", "q=[REDACTED:NAME]&limit=3"],
    ["q=jane%2540example.org", "q=[REDACTED:EMAIL]"],
    ['{"m":"jane\\u0040example.org"}', '{"m":"[REDACTED:EMAIL]"}'],
    ['{"stack":"Error: x\\nJane Doe\\n at f"}', '{"stack":"Error: x\\n[REDACTED:NAME]\\n at f"}'],
    ["q=call+now!+(212)+555-1234", "q=call+now!+[REDACTED:PHONE]"],
    ["%7B%22ssn%22%3A123456789%7D", "%7B%22ssn%22%3A%22[REDACTED:SSN]%22%7D"],
    ["jane&#64;example.org", "[REDACTED:EMAIL]"],
    ["patient &#74&#97ne Doe seen", "patient [REDACTED:NAME] seen"],
    ["ssn 123-45&shy;-6789", "ssn [REDACTED:SSN]"],
    ["ssn １２３-４５-６７８９ now", "ssn [REDACTED:SSN] now"],
    ["ｊａｎｅ＠ｅｘａｍｐｌｅ.ｏｒｇ", "[REDACTED:EMAIL]"],
    ["jane\\x40example.org", "[REDACTED:EMAIL]"],
    ["ssn 123%u002D45%u002D6789", "ssn [REDACTED:SSN]"],
    ["patient =4A=61ne Doe seen", "patient [REDACTED:NAME] seen"],
    ["=22=73=73=6E=22=3A 7=3B=3B", '=22=73=73=6E=22=3A "[REDACTED:SSN]"'],
  ])("%s", (line, expected) => {
    expect(redactor.text(line)).toBe(expected);
  });
});

it("quotes the placeholder of a bare number in JSON", () => {
  expect(redactor.text('{"a":[4111111111111111,1],"b":"x 4111111111111111"}')).toBe(
    '{"a":["[REDACTED:CARD_NUMBER]",1],"b":"x [REDACTED:CARD_NUMBER]"}',
  );
});

describe("nothing else starts in a number that counts alone or in a mailbox's name", () => {
  it.each([
    ["seen (Contact: 555-234-4567)?", "seen (Contact: [REDACTED:PHONE])?"],
    ["4111 1111 1111 1111, Suite 5; done", "[REDACTED:CARD_NUMBER], [REDACTED:ADDRESS]; done"],
    // Where a number may have run on into the next, that is looked for all the same.
    ["call +44 20 7946 0958 12 Main Street", "call [REDACTED:PHONE]"],
    ["DOB: 01/02/1980, MRN: 123456-12 Main Street", "DOB: [REDACTED:DATE_OF_BIRTH], MRN: [REDACTED:MRN]"],
    ["mail maria.johnson7@example.org done", "mail [REDACTED:EMAIL] done"],
    ["jane@example.org.MRN: 12345678", "[REDACTED:EMAIL]: [REDACTED:MRN]"],
    ["maria.johnson@mailhost said", "[REDACTED:NAME]@mailhost said"],
  ])("%s", (line, expected) => {
    expect(redactor.text(line)).toBe(expected);
  });
});

it.each([["/x?ssn=(<212) 555-2670&limit=5", "/x?ssn=([REDACTED:SSN]&limit=5"]])(
  "leaves what follows a bracket that went with its value: %s",
  (text, expected) => {
    expect(redactor.text(text)).toBe(expected);
    expect(redactor.text(expected)).toBe(expected);
  },
);

it("returns the same string when nothing was found", () => {
  expect(redactor.text("request completed")).toBe("request completed");
});

describe("a label beside a name stays", () => {
  it.each([
    ["Patient: Maria Johnson, MRN: 4711003", "Patient: [REDACTED:NAME], MRN: [REDACTED:MRN]"],
    ["Patient: Maria Johnson, DOB: 01/02/1960", "Patient: [REDACTED:NAME], DOB: [REDACTED:DATE_OF_BIRTH]"],
    ["Patient: Maria Johnson, SSN 736-21-1234", "Patient: [REDACTED:NAME], SSN [REDACTED:SSN]"],
  ])("%s", (line, expected) => {
    expect(redactor.text(line)).toBe(expected);
  });
});

it("bares nothing in a long text where something was replaced", () => {
  const filler = "the request was answered from the cache in time and nothing else was said.\n".repeat(60);
  for (const line of [
    "call (212) 555-0123",
    "Patient: Maria Johnson, MRN: 4711003",
    "x=1-2020-01-02 ssn 123-45-6789",
  ]) {
    const once = redactor.text(`${filler}${line} ${filler}`);
    expect(once).toContain(redactor.text(line));
    expect(redactor.text(once)).toBe(once);
  }
});

it.each(["123-45-6789.", "jane@a.com."])(
  "leaves nothing of a chain of %s, each bared by the next",
  (link) => {
    for (const count of [2, 5, 9, 400]) {
      const once = redactor.text(`patient ${link.repeat(count)} seen`);
      expect(once).not.toContain(link.slice(0, -1));
      expect(redactor.text(once)).toBe(once);
    }
  },
);

it.each([
  ["🔑password=hunter2x", "🔑password=[REDACTED:SECRET]"],
  ["✅ssn:219-09-9999—born 3/4/1962", "✅ssn:[REDACTED:SSN]—born [REDACTED:DATE_OF_BIRTH]"],
  ["SSN：219-09-9999", "SSN：[REDACTED:SSN]"],
  ["call\u200bMRN\u00a048213377", "call\u200bMRN\u00a0[REDACTED:MRN]"],
])("ends a word at a sign that is no letter: %s", (text, expected) => {
  // A key that only looks like another one must not hide it later.
  redactor.text("²password=x 𝐱ssn=x ²dob=x １password=x Ａdob=x");
  expect(redactor.text(text)).toBe(expected);
});

it("reads form-encoded JSON with its spaces", () => {
  expect(redactor.text("q=%7B%0A++%22patientName%22%3A+%22Zork+Blim%22%2C%0A++%22n%22%3A+1%7D")).toBe(
    "q=%7B%0A++%22patientName%22%3A+%22[REDACTED:NAME]%22%2C%0A++%22n%22%3A+1%7D",
  );
});
