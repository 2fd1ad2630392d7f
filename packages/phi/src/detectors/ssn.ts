import type { Detector } from "../detector.ts";

/** SSA POMS RM 10201.035: no area 000 or 666, no group 00, no serial 0000; 9xx areas are ITINs, which identify as well. */
function isIssuable(value: string): boolean {
  const isArea = !value.startsWith("000") && !value.startsWith("666");
  // A separator stands before the group.
  return isArea && !value.startsWith("00", 4) && !value.endsWith("0000");
}

export const ssn: Detector = {
  kind: "SSN",
  shapes: [
    {
      anchor: { on: "digits", min: 3, max: 3, next: "-\u2010\u2011\u2012\u2013\u2212", groups: 2 },
      pattern: /\d{3}([-\u2010-\u2013\u2212])\d{2}\1\d{4}(?![\w-]|\.\d)/y,
      strength: "strong",
      accepts: isIssuable,
    },
    {
      anchor: { on: "digits", min: 3, max: 3, next: " .-/", groups: 2 },
      pattern: /\d{3}[ ./-]\d{2}[ ./-]\d{4}(?![\w-]|\.\d)/y,
      strength: "weak",
    },
    {
      anchor: { on: "digits", min: 9, max: 9 },
      pattern: /\d{9}(?![\w-]|\.\d)/y,
      strength: "weak",
    },
    {
      anchor: {
        on: "word",
        words: ["ssn", "itin"],
        from: "end",
        next: " :#=",
        second: " :#=iwnelfxX*0123456789",
      },
      pattern:
        /(?: (?:is|was|number|no\.?|ending|ends|last|four|4|in|with|digits?)){0,5}[ :#=]{1,3}(?:[xX*]{3}[- ]?[xX*]{2}[- ]?)?(\d{4})(?![\w-]|[.:]\d)/y,
      strength: "strong",
    },
  ],
  context: ["ssn", "ssns", "itin", "soc", "social", "socialsecurity"],
  negativeContext: [
    "trace",
    "span",
    "uuid",
    "epoch",
    "version",
    "block",
    "blk",
    "order",
    "invoice",
    "pid",
    "request",
  ],
  fieldNames: [
    "social",
    "social security",
    "social security number",
    "social security no",
    "tax id",
    "taxpayer id",
  ],
  strongFieldNames: ["ssn", "itin"],
  labelled: /[\dXx*]{1,4}[\dXx*. -]{0,12}[\dXx*](?![\w])/y,
  examples: {
    match: [
      ["ssn 123-45-6789 on file", "123-45-6789"],
      ["His social security number is 588-46-6702", "588-46-6702"],
      ["SSN: 123456789", "123456789"],
      ["soc sec 123456789", "123456789"],
      ["ssn=123 45 6789", "123 45 6789"],
      ["her SSN ending in 6789", "6789"],
      ["SSN ***-**-6789", "6789"],
      ["ITIN 912-70-1234", "912-70-1234"],
    ],
    ignore: [
      "000-12-3456",
      "build 123456789 done",
      "span 123456789",
      "12-123-45-6789-0",
      "took 123456789 ns",
    ],
  },
};
