import type { Detector } from "../detector.ts";

/** Ages over 89 (45 CFR 164.514(b)(2)(i)(C)); younger ones stay. */
const old = "(?:9\\d|1[01]\\d)";

export const age: Detector = {
  kind: "AGE",
  shapes: [
    {
      anchor: { on: "digits", min: 2, max: 3, next: "- yY+", second: "yYeErRoO/ -", first: "91" },
      pattern: new RegExp(
        `(?<![\\d.:/-])${old}\\+?(?:[- ]{0,2}(?:years?|yrs?)[- ]{0,2}(?:old|of age)|[- ]{0,2}(?:y\\/?o|yrs?|year-old)\\b)`,
        "iy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["age", "aged"], from: "end", next: " :=\"'" },
      pattern: new RegExp(
        `(?: is| of|d)?["']?[ \\t]?[:=]?[ \\t]?["']?(${old})(?![\\w%]|[.:-]\\d| ?(?:ms|s|sec|min|hours?|days?)\\b)`,
        "iy",
      ),
      strength: "strong",
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [],
  strongFieldNames: [],
  examples: {
    match: [
      ["a 94-year-old woman", "94-year-old"],
      ["91 y/o male", "91 y/o"],
      ["age=93", "93"],
      ["aged 101 and well", "101"],
    ],
    ignore: ["a 65-year-old man", "age=42", "age: 90 ms", "max-age=93600", "page 93", "92% of cases"],
  },
};
