import { detectors } from "@voiceassist/phi";

/** A text that, repeated, costs a careless engine more than its length. */
export interface CraftedInput {
  readonly name: string;
  readonly unit: string;
}

/** Runs that many patterns can start in and few can finish. */
const runs: readonly string[] = [
  "1",
  "1 ",
  "1-",
  "1.",
  "12:",
  "(",
  "+1(",
  "a",
  "A",
  "a.",
  "a@",
  "@",
  "a-",
  "_",
  ":",
  "::",
  "ff:",
  "/",
  "//a",
  "http://",
  "?a=",
  "&",
  "%",
  "%25",
  "%2",
  "&#",
  "&amp;",
  "\\",
  '\\"',
  "\\u00",
  '"',
  "'",
  "[",
  "{",
  '{"a":',
  '{"ssn":',
  "[[",
  "=",
  "ssn ",
  "ssn:",
  "ssn=",
  "password=",
  "patient ",
  "patient name ",
  "Dr. ",
  "Mr. A",
  "john ",
  "john smith ",
  "John Q. ",
  "St. ",
  "1 Main ",
  "2020-01-",
  "Jan 1 ",
  "eyJ",
  "AAAA",
  "QUJD",
  "-----BEGIN ",
  "Bearer ",
  "[REDACTED:",
  "[REDACTED:SSN] ",
  " ",
  "\n",
  "é",
  "\u{1f600}",
];

/** Those runs; every example of every detector, again and again; and each without its last character. */
export function craftedInputs(): readonly CraftedInput[] {
  const inputs = new Map<string, CraftedInput>();
  const add = (name: string, unit: string): void => {
    if (unit !== "") inputs.set(unit, { name, unit });
  };
  for (const unit of runs) add("run", unit);
  for (const { kind, examples } of detectors) {
    for (const [text] of examples.match) {
      add(kind, `${text} `);
      add(kind, text.slice(0, -1));
    }
    for (const text of examples.ignore) add(kind, text);
  }
  return [...inputs.values()];
}
