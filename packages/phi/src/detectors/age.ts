import type { Detector } from "../detector.ts";
import { fieldWords } from "../values/field-name.ts";

/** Ages over 89 (45 CFR 164.514(b)(2)(i)(C)); younger ones stay. */
const old = "(?:9\\d|1[01]\\d)";

/** What has an age in programs: seconds of a cache entry, days of a file. */
const agedThings: ReadonlySet<string> = new Set(
  "cache max min avg mean shared token session connection key file log cert certificate password message queue entry object page index bucket data sample block segment snapshot backup lease lock node pod container image process job task request response item cookie record row account build commit issue ticket stale wal head uptime".split(
    " ",
  ),
);
const oldAge = new RegExp(`^\\s{0,2}${old}(?:\\.\\d{1,2})?(?: ?(?:y|yrs?|years?)(?: old)?)?\\s{0,2}$`, "i");

/** Whether a field that is called an age holds that of a person over 89. */
export function isOldAge(name: string, value: unknown): boolean {
  if (typeof value !== "string" && typeof value !== "number") return false;
  const words = fieldWords(name);
  return !agedThings.has(words[words.lastIndexOf("age") - 1] ?? "") && oldAge.test(String(value));
}

export const age: Detector = {
  kind: "AGE",
  shapes: [
    {
      anchor: { on: "digits", min: 2, max: 3, next: "- yY+", second: "yYeErRoO/ -", first: "91" },
      pattern: new RegExp(
        `(?<![\\d.:/-])${old}\\+?(?:[- ]{0,2}(?:years?|yrs?)[- ]{0,2}(?:old|young|of age)|[- ]{0,2}(?:y\\/?o|yrs?|year-old)\\b)`,
        "iy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["ninety"], from: "start" },
      pattern:
        /ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?(?=[- ]years?[- ](?:old|of age)|[- ]?y\/?o\b)/iy,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["age", "aged"], from: "end", next: " :=\"'" },
      pattern: new RegExp(
        `(?<=(?:^|[^\\w-]|(?:patient|pt|person|member|subject|client)[_.-]?)aged?)(?: is| of|d)?["']?[ \\t]?[:=]?[ \\t]?["']?(${old})(?![\\w%]|[.:-]\\d| ?(?:ms|s|sec|min|hours?|days?)\\b)`,
        "iy",
      ),
      strength: "strong",
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: ["age", "age years", "age yrs", "age in years", "patient age"],
  strongFieldNames: [],
  examples: {
    match: [
      ["a ninety-three year old man", "ninety-three"],
      ["a 94-year-old woman", "94-year-old"],
      ["91 y/o male", "91 y/o"],
      ["he's 101 years young", "101 years young"],
      ["age=93", "93"],
      ["patientAge=94", "94"],
      ["aged 101 and well", "101"],
    ],
    ignore: [
      "a 65-year-old man",
      "age=42",
      "age: 90 ms",
      "max-age=93600",
      "cacheAge=94",
      "max-age=94",
      "page 93",
      "92% of cases",
    ],
  },
};
