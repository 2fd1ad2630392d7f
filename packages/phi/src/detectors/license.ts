import { countDigits } from "../characters/digits.ts";
import type { Detector } from "../detector.ts";
import { code, hasThreeDigits, link } from "../evidence/identifier-code.ts";

/** DEA: the seventh digit is the last of (d1 + d3 + d5) + 2 (d2 + d4 + d6). */
function passesDea(value: string): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, check = 0] = Array.from(value.slice(2), Number);
  return (a + c + e + 2 * (b + d + f)) % 10 === check;
}

export const license: Detector = {
  kind: "LICENSE",
  shapes: [
    {
      anchor: { on: "word", words: ["dea"], from: "end" },
      pattern: /(?: (?:number|no\.?|is)){0,2}[ :=#]{1,3}([A-Za-z][A-Za-z9]\d{7})(?!\w)/iy,
      strength: "strong",
    },
    {
      anchor: {
        on: "word",
        words:
          "aa ab af ag am ap aw ba bb bc bd be bf bg bh bj bk bl bm bn bo bp br bs bt bv bw fa fb fc fd ff fg fh fk fl fm fn fp fr fs ft fw ma mb mc md mf mg mh mj mk ml mm mn mp mr ms mt mw".split(
            " ",
          ),
        from: "start",
        next: "0123456789",
      },
      pattern: /(?<![\w-])[ABFGM][A-Z9]\d{7}(?![\w-])/y,
      strength: "strong",
      accepts: passesDea,
    },
    {
      anchor: { on: "word", words: ["npi"], from: "end" },
      pattern: /(?: (?:number|no\.?|is)){0,2}["']?[ :=#]{1,3}["']?([12]\d{9})(?!\w)/iy,
      strength: "strong",
    },
    {
      anchor: {
        on: "word",
        words: ["license", "licence", "licensed", "lic", "certificate", "passport", "dl", "cln", "permit"],
        from: "end",
      },
      pattern: new RegExp(`(?: (?:plate|card))?${link}(${code})(?![\\w-])`, "iy"),
      strength: "strong",
      accepts: (value) => countDigits(value) > 4,
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [
    "npi",
    "dea",
    "dea number",
    "license number",
    "licence number",
    "license no",
    "driver license",
    "drivers license",
    "driver licence",
    "driving licence",
    "driver license number",
    "drivers license number",
    "medical license",
    "certificate number",
    "passport",
    "passport number",
    "passport no",
    "national id",
  ],
  strongFieldNames: ["npi"],
  labelled: /[A-Za-z0-9](?:[A-Za-z0-9-]{2,24})(?!\w)/y,
  acceptsLabelled: hasThreeDigits,
  examples: {
    match: [
      ["DL# F255-921-50-094-0", "F255-921-50-094-0"],
      ["prescriber AP5836727 signed", "AP5836727"],
      ["NPI 1234567893", "1234567893"],
      ["driver's license number is F162823540116", "F162823540116"],
      ["passport X12345678", "X12345678"],
    ],
    ignore: ["license expired", "certificate valid for 365 days", "AP5836728", "LICENSE-2.0"],
  },
};
