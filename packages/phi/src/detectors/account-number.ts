import { countDigits } from "../characters/digits.ts";
import type { Detector } from "../detector.ts";
import { code, hasThreeDigits, link } from "../evidence/identifier-code.ts";

/** American Bankers Association: weights 3, 7, 1 and the Federal Reserve's prefixes. */
function isRoutingNumber(value: string): boolean {
  let sum = 0;
  for (let at = 0; at < value.length; at += 1) sum += Number(value.charAt(at)) * ([3, 7, 1][at % 3] ?? 0);
  return sum % 10 === 0 && /^(?:0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(value);
}

export const accountNumber: Detector = {
  kind: "ACCOUNT",
  shapes: [
    {
      anchor: { on: "word", words: ["account", "acct", "accounts", "iban", "claim", "invoice"], from: "end" },
      pattern:
        /["']?(?:[ _.-]?(?:id|no|num|number|nr|#)\b)?[.#]{0,2}(?: (?:is|was))?[ \t]?[:#=]{0,2}[ \t]?["']?(#?(?:[A-Za-z]{1,6}-)?\d[\dA-Za-z]{0,19}(?:-[\dA-Za-z]{1,12}){0,3})(?![\w-])/iy,
      strength: "strong",
      accepts: (value) => hasThreeDigits(value) && (countDigits(value) >= 5 || /[\dA-Za-z]{5}/.test(value)),
    },
    {
      anchor: { on: "digits", min: 9, max: 9 },
      pattern: /(?<![\w-])\d{9}(?![\w-]|\.\d)/y,
      strength: "weak",
      accepts: isRoutingNumber,
    },
    {
      anchor: { on: "word", words: ["routing", "aba", "swift", "bic"], from: "end" },
      // Joined to its label by nothing, only nine digits are a number: `aba3ac6c` opens a UUID.
      pattern: new RegExp(
        `(?<=(?:^|[^\\w-])(?:routing|aba|swift|bic))(?:(?=[^A-Za-z0-9])${link}|(?=\\d{9}(?![\\w-])))(${code})(?![\\w-])`,
        "iy",
      ),
      strength: "strong",
      accepts: (value) => countDigits(value) > 6,
    },
  ],
  context: ["routing", "aba"],
  negativeContext: [],
  fieldNames: [
    "account number",
    "account no",
    "acct number",
    "acct no",
    "acct",
    "bank account",
    "bank account number",
    "routing number",
    "aba routing number",
    "patient account number",
    "claim number",
  ],
  strongFieldNames: [],
  labelled: /#?[A-Za-z0-9](?:[A-Za-z0-9./-]{0,30}[A-Za-z0-9])?(?!\w)/y,
  acceptsLabelled: hasThreeDigits,
  examples: {
    match: [
      ["(Account Number: 9876543210)", "9876543210"],
      ["(Acct#: GRM-998877)", "GRM-998877"],
      ["acct 77-20391", "77-20391"],
      ["refill for account 4482-99", "4482-99"],
      ["routing 021000021 today", "021000021"],
    ],
    ignore: [
      "account locked after 5 tries",
      "routing table 10",
      "021000021 ns",
      "aba3ac6c-c547-4952-8e84-c0ab1ebe4708",
    ],
  },
};
