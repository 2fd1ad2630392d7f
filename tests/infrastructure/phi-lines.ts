/** An invented log line and the identifiers in it, each of which must not survive. */
export interface PhiLine {
  readonly line: string;
  readonly identifiers: readonly string[];
}

type Pick = <T>(values: readonly T[]) => T;

/** A small generator with a seed (mulberry32), so that every run has the same lines. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const given = ["Maria", "José", "Aisha", "Wei", "Olga", "Liam", "Anne-Marie", "Siobhán", "Priya", "Tomás"];
const family = ["Okafor", "Müller", "García", "O'Neill", "Nguyen", "van Dijk", "Kowalski", "Smith", "Haddad"];
const streets = [
  "Main St",
  "Oak Avenue",
  "Elm Street Apt 4B",
  "Maple Road",
  "Lakeview Blvd, Suite 210",
  "5th Ave",
];
const cities = [
  "Springfield, IL 62704",
  "Boston, MA 02115",
  "Cedar Rapids, IA 52402",
  "El Paso, TX 79901-1234",
];

export function phiLines(count: number): readonly PhiLine[] {
  const random = seeded(20_261_123);
  const pick: Pick = (values) => values[Math.floor(random() * values.length)] as (typeof values)[number];
  const digits = (length: number): string =>
    Array.from({ length }, () => String(Math.floor(random() * 10))).join("");
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const two = (value: number): string => String(value).padStart(2, "0");

  const values = {
    name: () => `${pick(given)} ${pick(family)}`,
    ssn: () =>
      `${between(100, 665)}${pick(["-", " "])}${between(10, 99)}-${digits(4)}`.replace(/ (\d\d)-/, " $1 "),
    phone: () =>
      pick([
        `(${between(201, 989)}) ${between(200, 999)}-${digits(4)}`,
        `${between(201, 989)}-${between(200, 999)}-${digits(4)}`,
        `${between(201, 989)}.${between(200, 999)}.${digits(4)}`,
        `+1 ${between(201, 989)} ${between(200, 999)} ${digits(4)}`,
        `+49 30 ${digits(7)}`,
      ]),
    email: () =>
      `${pick(["m.okafor", "jose+clinic", "a_haddad", "liam.oneill"])}${digits(2)}@${pick(["example.org", "mail.example.co.uk"])}`,
    mrn: () => pick([digits(8), `MR${digits(6)}`, `A-${digits(7)}`]),
    birth: () => {
      const [year, month, day] = [between(1930, 2015), between(1, 12), between(1, 28)];
      return pick([
        `${year}-${two(month)}-${two(day)}`,
        `${two(month)}/${two(day)}/${year}`,
        `${day} March ${year}`,
        `April ${day}, ${year}`,
      ]);
    },
    address4: () => `${between(11, 223)}.${between(0, 255)}.${between(0, 255)}.${between(1, 254)}`,
    address6: () =>
      pick([
        `2001:db8:${digits(3)}::${digits(2)}`,
        `fe80:0:0:0:${digits(3)}:ff:fe12:${digits(4)}`,
        "2001:db8:85a3:8d3:1319:8a2e:370:7348",
      ]),
    card: () =>
      pick([
        `4111 1111 1111 ${digits(4)}`,
        `5500-0000-0000-${digits(4)}`,
        `4${digits(15)}`,
        `3782 822463 1${digits(4)}`,
      ]),
    street: () => `${between(1, 9_999)} ${pick(streets)}`,
    city: () => pick(cities),
  };
  const v = values;
  const time = "2026-11-20T10:15:30.123Z";
  const json = (fields: Readonly<Record<string, unknown>>, message: string): string =>
    JSON.stringify({ level: "info", time, service: "intake", ...fields, msg: message });

  const makers: readonly (() => PhiLine)[] = [
    () => {
      const [a, b] = [v.name(), v.birth()];
      return { line: `${time} INFO admitted patient ${a}, DOB ${b}`, identifiers: [a, b] };
    },
    () => {
      const [a, b] = [v.ssn(), v.mrn()];
      return { line: `level=info msg="lookup done" ssn="${a}" mrn=${b} took=12ms`, identifiers: [a, b] };
    },
    () => {
      const [a, b] = [v.name(), v.email()];
      return { line: json({ patientName: a, email: b }, "created"), identifiers: [a, b] };
    },
    () => {
      const [a, b] = [v.phone(), v.name()];
      return { line: json({}, `callback to ${a} requested by ${b}`), identifiers: [a, b] };
    },
    () => {
      const [a, b] = [v.street(), v.city()];
      return { line: json({}, `ships to ${a}, ${b}`), identifiers: [a, b] };
    },
    () => {
      const [a, b] = [v.address4(), v.address6()];
      return {
        line: `${a} - - [20/Nov/2026:10:15:30 +0000] "GET /health HTTP/1.1" 200 2 via ${b}`,
        identifiers: [a, b],
      };
    },
    () => {
      const [a] = [v.card()];
      return {
        line: `WARN payment declined card=${a.replaceAll(" ", "-")} code=51`,
        identifiers: [a.replaceAll(" ", "-")],
      };
    },
    () => {
      const [a] = [v.card()];
      return { line: json({}, `charged ${a} for the visit`), identifiers: [a] };
    },
    () => {
      const [a, b] = [v.mrn(), v.birth()];
      return { line: json({}, `record for MRN ${a} (born ${b}) merged`), identifiers: [a, b] };
    },
    () => {
      const inner = v.name();
      const mail = v.email();
      return {
        line: json({ body: JSON.stringify({ first_name: inner, contact: { email: mail } }) }, "request body"),
        identifiers: [inner, mail],
      };
    },
    () => {
      const [a, b] = [v.email(), v.phone()];
      return {
        line: `GET /api/patients?email=${a.replace("@", "%40")}&phone=${encodeURIComponent(b)} 404`,
        identifiers: [a.replace("@", "%40"), encodeURIComponent(b)],
      };
    },
    () => {
      const [a, b] = [v.name(), v.street()];
      return {
        line: `Error: no such patient: Mrs. ${a} of ${b}\\n    at find (/app/src/find.js:10:3)`,
        identifiers: [a, b],
      };
    },
    () => {
      const [a, b] = [v.name(), v.mrn()];
      return {
        line: json({ patient: { name: a, mrn: b, dob: "1957-03-02" } }, "merge"),
        identifiers: [a, b, "1957-03-02"],
      };
    },
    () => {
      const [a, b] = [v.ssn(), v.phone()];
      return { line: `DEBUG verifying social security number ${a} and phone ${b}`, identifiers: [a, b] };
    },
    () => {
      const [a, b] = [v.address4(), v.email()];
      return { line: json({ client_ip: a, user_email: b }, "signed in"), identifiers: [a, b] };
    },
    () => {
      const [a, b] = [v.name(), v.name()];
      return { line: json({}, `Dr. ${a} saw patient: ${b} today`), identifiers: [a, b] };
    },
  ];
  return Array.from({ length: count }, (_, index) => (makers[index % makers.length] as () => PhiLine)());
}
