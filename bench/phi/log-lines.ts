// Invented texts and objects, 64 of each shape and all different, so that no verdict about a whole one can be remembered.
import { createRandom, type Random } from "./random.ts";

export const lineSizeBytes = 200;
const samplesPerShape = 64;

export type LineShape = "clean" | "one identifier" | "three identifiers";

/** Lines of `lineSizeBytes` ASCII characters. */
export function logLines(shape: LineShape): readonly string[] {
  return samples((random) => `${identifiers[shape](random)}${fields(random)}`.slice(0, lineSizeBytes));
}

function samples<Sample>(make: (random: Random) => Sample): readonly Sample[] {
  const random = createRandom(20_260);
  return Array.from({ length: samplesPerShape }, () => make(random));
}

function digits(random: Random, length: number): string {
  return Array.from({ length }, () => random(10)).join("");
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random(16).toString(16)).join("");
}

function one(random: Random, choices: readonly string[]): string {
  return choices[random(choices.length)] ?? "";
}

function route(random: Random): string {
  return one(random, ["/api/rag/query", "/api/documents", "/api/auth/login", "/healthz"]);
}

function fields(random: Random): string {
  return [
    `level=info route=${route(random)} method=POST status=${[200, 201, 404, 500][random(4)]}`,
    `duration_ms=${random(900)}.${random(10)} trace_id=${hex(random, 32)} span_id=${hex(random, 16)}`,
    `msg="query answered" chunks=${random(20)} model=extractive cache=miss attempt=${random(3)} queue_depth=${random(90)} shard=eu-${random(9)}`,
  ].join(" ");
}

function phone(random: Random): string {
  return `(212) 555-01${digits(random, 2)}`;
}

function ssn(random: Random): string {
  return `${101 + random(500)}-${11 + random(80)}-${1_000 + random(8_999)}`;
}

function email(random: Random): string {
  const names = ["maria.johnson", "omar.haddad", "lucy.ng", "peter.novak"];
  return `${one(random, names)}${random(90)}@example.org`;
}

function person(random: Random): string {
  const given = one(random, ["Maria", "Omar", "Lucy", "Peter", "Jane"]);
  return `${given} ${one(random, ["Johnson", "Haddad", "Novak", "Walker"])}`;
}

function day(random: Random): string {
  return `0${1 + random(9)}/${10 + random(18)}/19${30 + random(69)}`;
}

const identifiers: Readonly<Record<LineShape, (random: Random) => string>> = {
  clean: () => "",
  "one identifier": (random) => `call ${phone(random)} `,
  "three identifiers": (random) => `ssn ${ssn(random)} mail ${email(random)} call ${phone(random)} `,
};

/** Texts as they come in logs, in the words that the table shows. */
export const textShapes: Readonly<Record<string, () => readonly string[]>> = {
  "access log line, clean": () =>
    samples(
      (random) =>
        `10.0.${random(256)}.${random(256)} - - [22/Nov/2026:21:${10 + random(50)}:36 +0000] "GET ${route(random)}?limit=20 HTTP/1.1" 200 ${random(9_000)} "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0"`,
    ),
  "JSON log line, clean": () =>
    samples(
      (random) =>
        `{"level":"info","time":${1_767_225_600_000 + random(100_000_000)},"pid":${random(9_000)},"hostname":"api-7f9c","reqId":"req-${random(1_000_000)}","msg":"request completed","method":"GET","url":"${route(random)}","status":200,"responseTime":${random(900)}.5}`,
    ),
  "key=value line, clean": () =>
    samples(
      (random) =>
        `ts=2026-11-22T21:04:${10 + random(50)}.123Z level=info msg="request completed" method=GET path=${route(random)} status=200 duration=${random(900)}ms bytes=${random(9_000)} request_id=req-${hex(random, 12)}`,
    ),
  "key=value line, e-mail": () =>
    samples(
      (random) =>
        `level=warn msg="mail bounced" to=${email(random)} attempt=${random(9)} shard=eu-${random(9)}`,
    ),
  "clinical sentence, four identifiers": () =>
    samples(
      (random) =>
        `Patient ${person(random)}, DOB ${day(random)}, MRN ${100_000 + random(899_999)}, phone ${phone(random)}, was seen for chest pain and discharged in good condition.`,
    ),
  "clinical question, clean": () =>
    samples(
      (random) =>
        `What is the recommended starting dose of metformin for a ${20 + random(60)} year old with type 2 diabetes and an eGFR of ${30 + random(60)}?`,
    ),
  "stack trace of 8 frames": () =>
    samples(
      (random) =>
        `Error: connect ECONNREFUSED 127.0.0.1:${5_000 + random(999)}${Array.from({ length: 8 }, () => `\n    at Pool.query (/app/node_modules/pg/lib/pool.js:${random(900)}:${random(80)})`).join("")}`,
    ),
  "HL7 message of 5 segments": () =>
    samples((random) =>
      [
        `MSH|^~\\&|LAB|NORTH|EHR|NORTH|20261122210400||ORU^R01|${digits(random, 6)}|P|2.5.1`,
        `PID|1||${digits(random, 6)}^^^NORTH^MR||NOVAK^PETER^A||19620314|M|||12 Main St^^Springfield^IL^62704||(212)555-01${digits(random, 2)}`,
        "PV1|1|O|CLINIC^2^1||||1234^HADDAD^OMAR",
        `OBR|1|||718-7^Hemoglobin^LN|||20261122`,
        `OBX|1|NM|718-7^Hemoglobin^LN||${10 + random(6)}.${random(10)}|g/dL|12-16|N|||F`,
      ].join("\r"),
    ),
  "X12 claim of 8 segments": () =>
    samples((random) =>
      [
        `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261122*2104*^*00501*00000${digits(random, 4)}*0*P*:`,
        "GS*HC*SENDER*RECEIVER*20261122*2104*1*X*005010X222A1",
        "ST*837*0001*005010X222A1",
        `NM1*IL*1*NOVAK*PETER*A***MI*${digits(random, 9)}`,
        "N3*12 MAIN ST",
        "N4*SPRINGFIELD*IL*62704",
        "DMG*D8*19620314*M",
        `CLM*${digits(random, 6)}*125.5***11:B:1*Y*A*Y*Y~`,
      ].join("~"),
    ),
  "1 MB of lines, one identifier in 20": () => {
    const lines = [...Array.from({ length: 19 }, () => logLines("clean")), logLines("three identifiers")];
    const text = lines.flat().join("\n");
    return [Buffer.from(text.repeat(Math.ceil(1_048_576 / text.length)).slice(0, 1_048_576)).toString()];
  },
};

export const urls = (): readonly string[] =>
  samples(
    (random) =>
      `https://api.example.org/patients/${digits(random, 5)}/notes?q=${one(random, ["jane", "omar"])}&limit=20`,
  );

/** What a service logs of one request: 12 fields, two of which identify. */
export function logObjects(): readonly Readonly<Record<string, unknown>>[] {
  return samples((random) => ({
    level: "info",
    time: 1_767_225_600_000 + random(100_000_000),
    service: "voiceassist-api-gateway",
    traceId: hex(random, 32),
    spanId: hex(random, 16),
    method: "POST",
    route: "/api/rag/query",
    status: 200,
    durationMillis: random(900),
    userAgent: "curl/8.5.0",
    patientName: "Maria Johnson",
    msg: `query answered, copy sent to ${email(random)}`,
  }));
}

/** A request with its headers, body and error, three levels deep. */
export function nestedObjects(): readonly Readonly<Record<string, unknown>>[] {
  return samples((random) => ({
    req: {
      method: "POST",
      url: route(random),
      headers: { accept: "application/json", "x-request-id": hex(random, 16) },
    },
    res: { statusCode: 200, headers: { "content-length": String(random(9_000)) } },
    patient: { id: digits(random, 6), contact: { email: email(random), phone: phone(random) } },
    tags: ["rag", "query", `shard-${random(9)}`],
    responseTime: random(900),
  }));
}
