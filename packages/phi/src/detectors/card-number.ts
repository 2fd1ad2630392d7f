import { codeAt } from "../characters/code-at.ts";
import { digitsOf } from "../characters/digits.ts";
import type { Detector } from "../detector.ts";

/** ISO/IEC 7812: the issuers' ranges with the lengths they use. */
const issuers =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3(?:0[0-5]|09|[689]\d)\d{11,16}|6(?:011|4[4-9]\d|5\d\d)\d{12,15}|62\d{14,17}|(?:2131|1800)\d{11}|35(?:2[89]|[3-8]\d)\d{12,15}|(?:5[06-8]|6[0-9])\d{10,17})$/;

/** Maestro's are a seventh of all numbers of these lengths. */
const commonRanges = /^(?:5[06-8]|6(?!011|4[4-9]|5|2))/;
const assignedOther = /(?<=[?&;,\t ](?!(?:cc|pan|card|credit|debit|acc|num|pay)\w{0,24}=)[a-z_]\w{0,24}=)/iy;

/** `ord=6795061899455057` in an address of an advertisement: one in ten such numbers passes the check by chance. */
function isChance(value: string, text: string, start: number): boolean {
  if (codeAt(text, start - 1) !== equals || !commonRanges.test(value)) return false;
  assignedOther.lastIndex = start;
  return assignedOther.test(text);
}
const equals = 61;

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = codeAt(digits, digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isCard(value: string): boolean {
  const digits = digitsOf(value);
  return issuers.test(digits) && passesLuhn(digits);
}

export const cardNumber: Detector = {
  kind: "CARD_NUMBER",
  shapes: [
    {
      anchor: { on: "digits", min: 12, max: 19 },
      pattern: /(?<![\d.-])\d{12,19}(?![\w-]|\.\d)/y,
      strength: "strong",
      accepts: (value, text, start) => isCard(value) && !isChance(value, text, start),
    },
    {
      anchor: { on: "digits", min: 4, max: 4, next: "- .", groups: 2 },
      pattern: /(?<!\d[-.])\d{4}([- .])\d{4,6}\1\d{4,5}(?:\1\d{1,4}(?:\1\d{1,3})?)?(?![\w-]|\.\d)/y,
      strength: "strong",
      accepts: isCard,
    },
    {
      anchor: { on: "digits", min: 12, max: 19 },
      // The last group of a UUID may be digits alone.
      pattern: /(?<![\da-fA-F]-)\d{12,19}(?![\w-]|\.\d)/y,
      strength: "weak",
    },
  ],
  context: ["card", "visa", "mastercard", "amex", "creditcard", "cc", "credit", "debit"],
  negativeContext: [
    "trace",
    "span",
    "uuid",
    "epoch",
    "version",
    "block",
    "blk",
    "order",
    "time",
    "timestamp",
    "sim",
    "network",
  ],
  fieldNames: [
    "card number",
    "card no",
    "credit card",
    "credit card number",
    "debit card",
    "debit card number",
    "cc number",
    "card pan",
    "cvv",
    "cvc",
  ],
  strongFieldNames: [],
  labelled: /\d(?:[- ]?\d){2,18}(?!\w)/y,
  examples: {
    match: [
      ["paid with 4111 1111 1111 1111 today", "4111 1111 1111 1111"],
      ["4111111111111111", "4111111111111111"],
      ["/pay?card=6759649826438453&x=1", "6759649826438453"],
      ["amex 3782-822463-10005", "3782-822463-10005"],
    ],
    ignore: [
      "1700000000000",
      "/ad?sz=728x90;ord=6759649826438453?",
      "1700000000000000000",
      "4111111111111112",
      "blk_4111111111111111",
      "0.4111111111111111",
    ],
  },
};
