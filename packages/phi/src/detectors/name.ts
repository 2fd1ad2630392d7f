import type { Detector } from "../detector.ts";
import { ambiguousNames } from "../names/ambiguous-names.ts";
import { familyNames } from "../names/family-names.ts";
import { givenNames } from "../names/given-names.ts";
import { stopWords } from "../names/stop-words.ts";

const nameWord = "\\p{Lu}[\\p{L}'\u2019-]{0,24}";
const furtherWords = `(?: (?:(?:van|von|de|del|della|la|le|bin|al|den|der|da|dos|di) ){0,2}(?:${nameWord}|\\p{Lu}\\.)){0,3}`;

function words(value: string): readonly string[] {
  return value
    .toLowerCase()
    .split(/[\s,.]+/)
    .filter((word) => word !== "");
}

function isNoStopWord(value: string): boolean {
  return words(value).every((word) => !stopWords.has(word));
}

/** A given name beside a word that is written as a name; two ambiguous words ("Grace Hall") prove nothing. */
function isGivenThenCapitalised(value: string): boolean {
  const [given = "", ...rest] = words(value);
  const family = rest.at(-1) ?? "";
  if (rest.some((word) => stopWords.has(word))) return false;
  if (!ambiguousNames.has(given)) return true;
  return familyNames.has(family) && !ambiguousNames.has(family);
}

function isGivenThenFamily(value: string): boolean {
  const [given = "", family = ""] = words(value);
  return (
    givenNames.has(given) &&
    familyNames.has(family) &&
    !ambiguousNames.has(given) &&
    !ambiguousNames.has(family)
  );
}

function isFamilyThenGiven(value: string): boolean {
  const [family = "", given = ""] = words(value);
  return isGivenThenFamily(`${given} ${family}`);
}

export const name: Detector = {
  kind: "NAME",
  shapes: [
    {
      anchor: {
        on: "word",
        words: ["dr", "doctor", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "nurse"],
        from: "start",
      },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.-])(?:[Dd]r|D[Rr]|Doctor|M[Rr]|M[Rr][Ss]|M[Ss]|[Mm]rs?|[Mm]s|Miss|Mx|Prof|Professor|Nurse)\\.?[ +](?:\\p{Lu}\\.? ){0,2}(?:${nameWord}${furtherWords}|\\p{Lu}\\.)`,
        "uy",
      ),
      strength: "strong",
      accepts: (value) => !stopWords.has(words(value)[1] ?? ""),
    },
    {
      anchor: {
        on: "word",
        words: [
          "patient",
          "pt",
          "patients",
          "pts",
          "client",
          "named",
          "name",
          "attending",
          "physician",
          "provider",
          "guarantor",
          "subscriber",
          "mother",
          "father",
          "spouse",
          "wife",
          "husband",
          "son",
          "daughter",
          "guardian",
          "caregiver",
          "am",
          "called",
          "for",
          "from",
          "signed",
          "by",
        ],
        from: "end",
      },
      pattern: new RegExp(
        `(?:'s)?(?: (?:name|is|was|named))?[:,]? {1,2}(${nameWord} (?:\\p{Lu}\\.? )?${nameWord})(?![\\p{L}\\p{N}_(=/:.-]*[(=/_:])`,
        "uy",
      ),
      strength: "weak",
      accepts: isNoStopWord,
    },
    {
      anchor: { on: "word", words: ["patient", "pt", "patients", "pts"], from: "end" },
      pattern: new RegExp(
        `(?:'s)?(?: name)?(?: is| was|:|,| named)? {1,2}(${nameWord}(?: \\p{Lu}\\.)?${furtherWords})(?![\\p{L}\\p{N}_(=/:-])`,
        "uy",
      ),
      strength: "strong",
      accepts: (value) => isNoStopWord(value) && value.length > 1 && !/^\p{Lu}{2,}$/u.test(value),
    },
    {
      anchor: { on: "word", words: ["name"], from: "end" },
      pattern: new RegExp(
        `(?<=\\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Pp]ts?|[Pp]atients?(?:'s)?|[Ff]irst|[Ll]ast|[Mm]aiden|[Ff]ull) name)(?:(?: is|:|,) (\\p{L}[\\p{L}'\u2019-]{1,24}${furtherWords})| (${nameWord}${furtherWords}))`,
        "uy",
      ),
      strength: "strong",
      accepts: isNoStopWord,
    },
    {
      anchor: { on: "word", words: givenNames, from: "start" },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.@-])\\p{Lu}[\\p{L}]{1,20}(?: \\p{Lu}\\.?){0,2}[ +](?:(?:van|von|de|del|la|bin|al|der) ){0,2}${nameWord}(?:-${nameWord})?(?![\\p{L}\\p{N}_(/=:])`,
        "uy",
      ),
      strength: "strong",
      accepts: isGivenThenCapitalised,
    },
    {
      anchor: { on: "word", words: givenNames, from: "start" },
      pattern: /(?<![\p{L}\p{N}_/.@-])\p{Lu}\p{L}{1,20} \p{Lu}\.(?!\p{L}|\d)/uy,
      strength: "strong",
      accepts: (value) => !ambiguousNames.has(words(value)[0] ?? ""),
    },
    {
      anchor: { on: "word", words: givenNames, from: "start" },
      pattern: /(?<![\p{L}\p{N}_@])\p{L}{2,20}[ ._+-]\p{L}{2,20}(?![\p{L}_(=])/uy,
      strength: "strong",
      accepts: (value) => isGivenThenFamily(value.replace(/[_+-]/g, " ")),
    },
    {
      anchor: { on: "word", words: familyNames, from: "start" },
      pattern: /(?<![\p{L}\p{N}_/.@-])\p{L}{2,20}, ?\p{L}{2,20}(?![\p{L}\p{N}_(=/])/uy,
      strength: "strong",
      accepts: isFamilyThenGiven,
    },
    {
      anchor: { on: "word", words: givenNames, from: "start" },
      pattern: /(?<![\p{L}\p{N}_/.@$:=-])\p{Lu}\p{Ll}{2,20}(?![\p{L}\p{N}_(/:=@-]|\.\p{L})/uy,
      strength: "weak",
      accepts: (value) => !ambiguousNames.has(value.toLowerCase()),
    },
  ],
  // Words that stand near persons and hardly ever in what a program says about itself.
  context: [
    "patient",
    "pt",
    "pts",
    "dob",
    "mrn",
    "ssn",
    "she",
    "he",
    "her",
    "his",
    "him",
    "hers",
    "mother",
    "father",
    "wife",
    "husband",
    "daughter",
    "sister",
    "brother",
    "lives",
    "born",
    "told",
    "said",
    "dear",
    "friend",
  ],
  negativeContext: [],
  fieldNames: [
    "patient",
    "patient name",
    "first name",
    "last name",
    "middle name",
    "full name",
    "given name",
    "family name",
    "maiden name",
    "surname",
    "forename",
    "legal name",
    "preferred name",
    "subscriber name",
    "guarantor name",
    "member name",
    "provider name",
    "physician name",
    "doctor name",
    "clinician name",
    "contact name",
    "guardian name",
    "emergency contact",
    "next of kin",
    "pt name",
    "pts name",
    "mother name",
    "father name",
    "spouse name",
    "customer name",
    "person name",
    "cardholder",
    "cardholder name",
    "user full name",
    "name given",
    "name family",
  ],
  strongFieldNames: [],
  labelled:
    /\p{L}[\p{L}.'\u2019-]{0,24}(?:[ +]\p{Lu}[\p{L}.'\u2019-]{0,24}(?![=\p{L}])){0,3}(?: \p{Ll}{2,24}(?=[,;.)&]|$))?/uy,
  acceptsLabelled: (value) => !stopWords.has(words(value)[0] ?? ""),
  examples: {
    match: [
      ["Dr. Emily Tran called", "Dr. Emily Tran"],
      ["treated by Mr. O'Neil", "Mr. O'Neil"],
      ["patient Zebulon Quark arrived", "Zebulon Quark"],
      ["Patient: zed quark", "zed quark"],
      ["Her sister Sandra lives here", "Sandra"],
      ["my name is Wolfgang", "Wolfgang"],
      ["note for jane doe saved", "jane doe"],
      ["seen: Lisa S., today", "Lisa S."],
      ["Doe, Jane", "Doe, Jane"],
      ["no user Jane Doe", "Jane Doe"],
    ],
    ignore: [
      "the patient was seen",
      "file name: report.pdf",
      "host name=alpha",
      "Grace period elapsed",
      "patient: null",
      "Mark Complete",
      "service.name=voiceassist",
      "Bearer Auth",
      "patient id missing",
      "Dr. Who?".slice(0, 3),
    ],
  },
};
