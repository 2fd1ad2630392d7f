import type { Detector } from "../detector.ts";

const month = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?";
const numericDate = "\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}";
const wordDate = `\\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?${month}[ ,-]{1,2}\\d{2,4}|${month} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`;
const anyDate = `(?:${numericDate}|${wordDate}|\\d{8})`;

export const dateOfBirth: Detector = {
  kind: "DATE_OF_BIRTH",
  shapes: [
    {
      anchor: { on: "word", words: ["dob", "born", "birth", "birthday", "birthdate", "bday"], from: "end" },
      pattern: new RegExp(
        `[ \\t]?(?:is|was|on|in|:|=|-|\\(|,)?(?: (?:is|was|on))?[ \\t:]{0,2}(${anyDate})(?!\\w|[-/.]\\d)`,
        "iy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["b"], from: "end", next: "." },
      pattern: new RegExp(`(?<=\\bd\\. ?o\\. ?b)\\.[ \\t:=]{0,3}(${anyDate})(?!\\w|[-/.]\\d)`, "iy"),
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 1, max: 4, next: "-/.", groups: 2 },
      pattern: new RegExp(`(?:${numericDate})(?!\\w|[-/.:]\\d)`, "y"),
      strength: "weak",
    },
  ],
  context: ["dob", "dobs", "born", "birth", "birthday", "birthdate", "bday"],
  negativeContext: ["version", "at", "seen", "admitted", "visit"],
  fieldNames: [
    "birth date",
    "birthday",
    "date of birth",
    "birth day",
    "bday",
    "born",
    "born on",
    "birth year",
    "year of birth",
  ],
  strongFieldNames: ["dob", "birthdate", "date of birth"],
  labelled: new RegExp(`${anyDate}(?:T[\\d:.]{4,15}(?:Z|[+-]\\d\\d:?\\d\\d)?)?(?!\\w)`, "iy"),
  examples: {
    match: [
      ["DOB: 01/02/1980", "01/02/1980"],
      ["She was born on 9/20/1968.", "9/20/1968"],
      ["dob 1980-01-02", "1980-01-02"],
      ["D.O.B. 7/8/55", "7/8/55"],
      ["date of birth is March 5, 1980", "March 5, 1980"],
      ["born 5 Mar 1980", "5 Mar 1980"],
      ["dob=19800102", "19800102"],
    ],
    ignore: [
      "2024-01-15T10:11:12.123Z started",
      "2024-01-15 10:11:12 GET /",
      "released 2024-01-15",
      "born leader",
      "version 1.2.34",
    ],
  },
};
