// Invented log lines of one length, all different, so that no verdict about a whole line can be remembered.

export const lineSizeBytes = 200;
const linesPerShape = 64;

/** Numbers that are the same in every run; Lehmer's generator (Park and Miller, 1988). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

export type LineShape = "clean" | "one identifier" | "three identifiers";

/** Lines of `lineSizeBytes` ASCII characters. */
export function logLines(shape: LineShape): readonly string[] {
  const random = createRandom(20_260);
  return Array.from({ length: linesPerShape }, () => {
    const line = `${identifiers[shape](random)}${rest(random)}`;
    return line.slice(0, lineSizeBytes);
  });
}

type Random = (below: number) => number;

function digits(random: Random, length: number): string {
  return Array.from({ length }, () => random(10)).join("");
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random(16).toString(16)).join("");
}

function rest(random: Random): string {
  const routes = ["/api/rag/query", "/api/documents", "/api/auth/login", "/healthz"];
  return [
    `level=info route=${routes[random(routes.length)]} method=POST status=${[200, 201, 404, 500][random(4)]}`,
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
  return `${names[random(names.length)]}${random(90)}@example.org`;
}

const identifiers: Readonly<Record<LineShape, (random: Random) => string>> = {
  clean: () => "",
  "one identifier": (random) => `call ${phone(random)} `,
  "three identifiers": (random) => `ssn ${ssn(random)} mail ${email(random)} call ${phone(random)} `,
};

/** What a service logs of one request: 12 fields, two of which identify. */
export function logObjects(): readonly Readonly<Record<string, unknown>>[] {
  const random = createRandom(4_127);
  return Array.from({ length: linesPerShape }, () => ({
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
