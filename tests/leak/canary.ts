/** An invented identifier in the sentence that makes it one, and the part that must not survive anywhere. */
export interface Canary {
  readonly kind: string;
  /** Text as a careless programmer would log it. */
  readonly text: string;
  /** Must not be found, verbatim or percent-encoded, in anything that is stored, printed or answered. */
  readonly secret: string;
}

const syllables = ["van", "dor", "quil", "mar", "bel", "tor", "zan", "wex", "lor", "pim"] as const;

const digits = (number: number, width: number): string => String(number).padStart(width, "0");

/** The last digit makes the sum of ISO/IEC 7812-1 (Luhn) a multiple of ten. */
function withCheckDigit(payload: string): string {
  const sum = Array.from(payload)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return `${payload}${(10 - (sum % 10)) % 10}`;
}

function surname(number: number): string {
  const parts = [number % 10, Math.floor(number / 10) % 10, Math.floor(number / 100) % 10, 7];
  const word = parts.map((index) => syllables[index]).join("");
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const makers: readonly ((number: number) => Canary)[] = [
  (number) => {
    const secret = `73${number % 10}-${digits(10 + (number % 89), 2)}-${digits(1000 + number, 4)}`;
    return { kind: "ssn", text: `SSN ${secret} on file`, secret };
  },
  (number) => {
    const secret = `(${212 + (number % 80)}) 555-${digits(number % 10_000, 4)}`;
    return { kind: "phone", text: `call ${secret} today`, secret };
  },
  (number) => {
    const secret = `canary.${number}@patients.example.org`;
    return { kind: "email", text: `wrote to ${secret} twice`, secret };
  },
  (number) => {
    // Long enough not to appear by chance inside a timestamp or an id.
    const secret = digits(8_410_000_007 + number * 37_003, 10);
    return { kind: "mrn", text: `chart MRN: ${secret} opened`, secret };
  },
  (number) => {
    const secret = `${digits(1 + (number % 12), 2)}/${digits(1 + (number % 28), 2)}/${1931 + (number % 60)}`;
    return { kind: "date_of_birth", text: `DOB: ${secret} confirmed`, secret };
  },
  (number) => {
    const secret = `203.0.${113 + (number % 80)}.${1 + (number % 250)}`;
    return { kind: "ip_address", text: `signed in from ${secret} again`, secret };
  },
  (number) => {
    const secret = withCheckDigit(`41111111${digits(1_000_000 + number * 7919, 7)}`);
    return { kind: "card_number", text: `paid with card ${secret} now`, secret };
  },
  (number) => {
    const secret = `${4000 + number} Maple Street`;
    return { kind: "address", text: `lives at ${secret}, Springfield, IL 62704 since`, secret };
  },
  (number) => {
    const secret = `Maria ${surname(number)}`;
    return { kind: "name", text: `Patient: ${secret}, seen`, secret };
  },
];

/** `count` distinct canaries; the kinds take turns. */
export function canaries(count: number, from = 0): readonly Canary[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const make = makers[number % makers.length];
    if (make === undefined) throw new Error("A canary has no maker.");
    return make(number);
  });
}

/** The forms in which a canary may not appear. */
export function formsOf(canary: Canary): readonly string[] {
  const base64 = Buffer.from(canary.secret).toString("base64").replace(/=+$/, "");
  return [
    canary.secret,
    encodeURIComponent(canary.secret),
    canary.secret.replaceAll(" ", "+"),
    base64,
  ].filter((form, index, all) => all.indexOf(form) === index);
}
