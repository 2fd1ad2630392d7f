import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor.ts";
import { defaultPolicy } from "./policies/default-policy.ts";
import { detectors } from "./registry.ts";

/** Hundreds of texts, on a machine that may do much else meanwhile. */
const busyMachineMillis = 60_000;

const heard: string[] = [];
const redactor = createRedactor(defaultPolicy, (kind) => heard.push(kind));

const identifiers = detectors.flatMap(({ examples }) => examples.match.map(([text]) => text));
const ordinary = detectors.flatMap(({ examples }) => examples.ignore);
const glue = [
  " ",
  ", ",
  "\n",
  "\\n",
  '"',
  ":",
  "=",
  "%20",
  "+",
  "&",
  "/",
  "{",
  "}",
  "[",
  "]",
  "\\",
  '\\"',
  "-",
  ".",
  "@",
  "1",
  "a",
];
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...identifiers) },
  { weight: 2, arbitrary: fc.constantFrom(...ordinary) },
  { weight: 4, arbitrary: fc.constantFrom(...glue) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("ssn", "patient_name", "dob", "Patient", "password", "mrn", "[REDACTED:SSN]"),
  },
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
/** A placeholder beside a quoted key brings the key's quotation marks along. */
const placeholderWithQuotes = /(?:\\*["'`]|%22)?\[REDACTED:[A-Z_]+\](?:\\*["'`]|%22)?/g;
const runs = { numRuns: 1_000 };

describe("for any text", { timeout: busyMachineMillis }, () => {
  it("changes nothing more the second time", () => {
    fc.assert(
      fc.property(text, (given) => {
        const once = redactor.text(given);
        expect(redactor.text(once)).toBe(once);
      }),
      runs,
    );
  });

  it("never fails", () => {
    heard.length = 0;
    fc.assert(
      fc.property(text, (given) => {
        redactor.text(given);
        redactor.url(given);
        redactor.detect(given);
      }),
      runs,
    );
    expect(heard).not.toContain("failure");
  });

  it("keeps the text outside the spans and no byte inside them", () => {
    fc.assert(
      fc.property(text, (given) => {
        const spans = redactor.detect(given);
        let from = 0;
        let rest = redactor.text(given);
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        // Later rounds may take more; what is left outside all placeholders must come from outside the spans, in order.
        rest = rest.replaceAll(placeholderWithQuotes, "\u0000");
        const outside = outsideOf(given, spans);
        expect(isSubsequence(rest.replaceAll("\u0000", ""), outside)).toBe(true);
      }),
      runs,
    );
  });
});

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(4111111111111111, 123456789, true, false, null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        text,
        fc.constantFrom("ssn", "patient", "patient_name", "dob", "phone", "n", "m", "__proto__"),
      ),
      tie("value"),
      { maxKeys: 4 },
    ),
    tie("value").map((inner) => JSON.stringify(inner)),
  ),
})).value;

describe("for any JSON", { timeout: busyMachineMillis }, () => {
  it("keeps a JSON text JSON", () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2), (given, indent) => {
        const redacted = redactor.text(JSON.stringify(given, undefined, indent));
        expect(() => JSON.parse(redacted)).not.toThrow();
      }),
      runs,
    );
  });

  it("redacts a value once and leaves its input alone", () => {
    fc.assert(
      fc.property(json, (given) => {
        const before = JSON.stringify(given);
        const once = redactor.value(given);
        expect(JSON.stringify(redactor.value(once))).toBe(JSON.stringify(once));
        expect(JSON.stringify(given)).toBe(before);
      }),
      runs,
    );
  });
});

it("never throws for any value", { timeout: busyMachineMillis }, () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withNullPrototype: true,
        withObjectString: true,
      }),
      (given) => {
        redactor.value(given);
        redactor.field("anything", given);
      },
    ),
    runs,
  );
});

function outsideOf(given: string, spans: ReturnType<typeof redactor.detect>): string {
  let from = 0;
  let outside = "";
  for (const { start, end } of spans) {
    outside += given.slice(from, start);
    from = end;
  }
  return outside + given.slice(from);
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    const next = whole.indexOf(character, at);
    if (next < 0) return false;
    at = next + character.length;
  }
  return true;
}
