import type { Detector } from "../detector.ts";

/** An identifier has a digit; without that rule "patient id missing" would lose its last word. */
function hasDigits(value: string): boolean {
  return /\d.*\d.*\d/.test(value);
}

export const mrn: Detector = {
  kind: "MRN",
  shapes: [
    {
      anchor: {
        on: "word",
        words: ["mrn", "mrns", "empi", "csn", "medrec", "rec", "emr", "ehr", "har"],
        from: "end",
      },
      pattern:
        /(?: (?:is|was|no\.?|number|for|#)|#){0,3}[ \t]?[:=-]{0,2}[ \t]?(#?(?:[A-Za-z]{1,8}[-/]?)?\d[\dA-Za-z]{0,11}(?:-[\dA-Za-z]{1,8}){0,3})(?![\w-])/y,
      strength: "strong",
      accepts: hasDigits,
    },
    {
      anchor: {
        on: "word",
        words: ["record", "chart", "patient", "pt", "patients", "pts", "epic", "encounter"],
        from: "end",
      },
      pattern:
        /(?:'s)?[ _-]?(?:id|ID|Id|no\.?|number|Number|#|identifier|csn|CSN)?(?: (?:is|was))?[ \t]?[:=]{0,2}[ \t]?(#?(?:[A-Za-z]{1,8}-|[A-Z]{1,4})?\d[\dA-Za-z]{0,11}(?:-[\dA-Za-z]{1,8}){0,3})(?![\w-])/y,
      strength: "strong",
      accepts: hasDigits,
    },
    {
      anchor: { on: "word", words: ["patient", "patients"], from: "end" },
      pattern: /\/([A-Za-z0-9][A-Za-z0-9.-]{0,63})(?![\w.-])/y,
      strength: "strong",
      accepts: (value) => /\d/.test(value),
    },
    {
      anchor: { on: "digits", min: 5, max: 12 },
      pattern: /\d{5,12}(?![\w-]|\.\d)/y,
      strength: "weak",
    },
  ],
  context: ["mrn", "mrns"],
  negativeContext: [
    "trace",
    "span",
    "uuid",
    "epoch",
    "version",
    "block",
    "blk",
    "order",
    "phone",
    "ssn",
    "zip",
  ],
  fieldNames: [
    "medical record",
    "medical record number",
    "medical record no",
    "medical record id",
    "record number",
    "chart number",
    "chart no",
    "patient id",
    "patient number",
    "patient identifier",
    "pt id",
    "patient mrn",
    "subject id",
    "encounter id",
    "encounter number",
    "hospital account record",
    "accession number",
  ],
  strongFieldNames: ["mrn", "empi"],
  labelled: /#?[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,30}[A-Za-z0-9])?(?!\w)/y,
  acceptsLabelled: (value) => /\d/.test(value),
  examples: {
    match: [
      ["MRN: 12345678", "12345678"],
      ["seen (MRN: JHH-654321)?", "JHH-654321"],
      ["mrn 123-45-678", "123-45-678"],
      ["patient ID 67890, seen", "67890"],
      ["medical record number: A0012345", "A0012345"],
      ["chart #VE856979", "VE856979"],
      ["HAR: 4000123456", "4000123456"],
      ["GET /patients/48213/notes", "48213"],
    ],
    ignore: [
      "patient id missing",
      "GET /patients/:id/notes",
      "mrn index rebuilt",
      "record number of rows",
      "chart rendered in 20ms",
      "12345678",
    ],
  },
};
