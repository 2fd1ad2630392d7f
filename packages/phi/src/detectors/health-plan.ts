import type { Detector } from "../detector.ts";
import { code, hasThreeDigits, link } from "../evidence/identifier-code.ts";
import { isOfProgram } from "../evidence/prose.ts";

/** CMS, "Understanding the Medicare Beneficiary Identifier format": no S, L, O, I, B, Z; dashes are for display. */
const letter = "[AC-HJKMNP-RT-Y]";
const either = "[AC-HJKMNP-RT-Y\\d]";
const mbi = `[1-9]${letter}${either}\\d-?${letter}${either}\\d-?${letter}{2}\\d{2}`;

export const healthPlan: Detector = {
  kind: "HEALTH_PLAN",
  shapes: [
    {
      anchor: { on: "digits", min: 1, max: 1, next: "ACDEFGHJKMNPQRTUVWXY" },
      pattern: new RegExp(`(?<![\\w-])${mbi}(?![\\w-])`, "y"),
      strength: "strong",
    },
    {
      anchor: {
        on: "word",
        words: [
          "insurance",
          "ins",
          "insurer",
          "medicaid",
          "medicare",
          "beneficiary",
          "subscriber",
          "mbi",
          "hicn",
          "payer",
          "coverage",
          "bcbs",
          "hmo",
          "ppo",
          "aetna",
          "cigna",
        ],
        from: "end",
      },
      pattern: new RegExp(
        `\\.?(?:'s)?(?: (?:plan|policy|card|member|group|coverage|beneficiary|health)){0,3}${link}(${code})(?![\\w-])`,
        "iy",
      ),
      strength: "strong",
      accepts: hasThreeDigits,
    },
    {
      anchor: { on: "word", words: ["member", "policy", "plan", "group", "enrollee"], from: "end" },
      pattern: new RegExp(
        `(?: (?:card|plan))?["']?[ _-]?(?:id|no\\.?|num|number|#)["']?(?: (?:is|was))?[ \\t]?[:#=]{0,2}[ \\t]?["']?(${code})(?![\\w-])`,
        "iy",
      ),
      strength: "strong",
      accepts: (value, text, start) =>
        hasThreeDigits(value) && !(/^\d{1,8}$/.test(value) && isOfProgram(text, start)),
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: [
    "member id",
    "member number",
    "subscriber id",
    "subscriber number",
    "beneficiary id",
    "beneficiary number",
    "policy number",
    "policy no",
    "insurance id",
    "insurance number",
    "insurance policy number",
    "health plan id",
    "health plan number",
    "health plan beneficiary number",
    "medicare number",
    "medicare id",
    "medicaid id",
    "medicaid number",
    "insurance group number",
  ],
  strongFieldNames: ["mbi", "hicn"],
  labelled: /#?[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,30}[A-Za-z0-9])?(?!\w)/y,
  acceptsLabelled: hasThreeDigits,
  examples: {
    match: [
      ["MBI 1EG4-TE5-MK73 on card", "1EG4-TE5-MK73"],
      ["insurance number HP-678901?", "HP-678901"],
      ["(insurance ID: 789456123)", "789456123"],
      ["Ins. policy # BC-654321.", "BC-654321"],
      ["member ID W123456789", "W123456789"],
    ],
    ignore: [
      "plan 3 of 5 done",
      "group id=5",
      "insurance claims in 2021",
      "member joined in 20 ms",
      "duration=0 policy_id=320001 proto=6",
    ],
  },
};
