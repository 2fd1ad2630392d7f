import type { Detector } from "../detector.ts";
import { digitsOf } from "../digits.ts";

const callWords = [
  "phone",
  "phones",
  "telephone",
  "tel",
  "call",
  "called",
  "calling",
  "cell",
  "mobile",
  "fax",
  "sms",
  "text",
  "voicemail",
  "contact",
  "reach",
  "dial",
  "ring",
  "whatsapp",
  "callback",
  "answering",
  "messages",
  "message",
  "registered",
  "office",
  "desk",
];

/** NANP: neither area nor exchange starts with 0 or 1, nor is an N11 service code. */
function isNanp(value: string): boolean {
  const digits = digitsOf(value.replace(/(?:ext|x|#).*$/i, ""));
  const national = digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
  return national.length === 10 && /^[2-9](?!11)\d\d[2-9](?!11)\d{6}$/.test(national);
}

/** Grouped as a telephone number is; invented numbers (555-010-1234) break the NANP's rules, and are meant all the same. */
function isGroupedNanp(value: string): boolean {
  return isNanp(value) || (/^\(?[2-9]/.test(value) && !value.includes(" ")) || value.startsWith("(");
}

/** E.164: a country code and at most 15 digits in all. */
function isInternational(value: string): boolean {
  const count = digitsOf(value.replace(/(?:ext|x|#).*$/i, "")).length;
  return count >= 8 && count <= 15;
}

function hasPhoneLength(value: string): boolean {
  if (
    /^\(?(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{2,4}|\d{1,3}(?:\.\d{1,3}){3})(?![-./]?\d)/.test(
      value,
    )
  )
    return false;
  const count = digitsOf(value).length;
  return count >= 7 && count <= 15;
}

export const phone: Detector = {
  kind: "PHONE",
  shapes: [
    {
      anchor: { on: "digits", min: 3, max: 3, next: "-.) \u2010\u2011\u2013", groups: 2, lead: "(" },
      pattern:
        /\(?\d{3}(?:\) ?|[-. \u2010-\u2013])\d{3}[-. \u2010-\u2013]\d{4}(?:,? ?(?:ext\.?|x|#) ?\d{1,6})?(?![\w]|[-.]\d)/iy,
      strength: "strong",
      accepts: isGroupedNanp,
    },
    {
      anchor: { on: "digits", min: 1, max: 1, next: "-. (", first: "1", groups: 3, lead: "+" },
      pattern:
        /\+?1[-. ]?\(?\d{3}(?:\) ?|[-. ])\d{3}[-. ]\d{4}(?:,? ?(?:ext\.?|x|#) ?\d{1,6})?(?![\w]|[-.]\d)/iy,
      strength: "strong",
      accepts: isNanp,
    },
    {
      anchor: { on: "digits", min: 1, max: 15, lead: "+", needsLead: true },
      pattern:
        /\+\d{1,15}(?:[-. /]{0,2}\(\d{1,5}\)[-. /]{0,2}\d{1,5}|[-. /]{1,2}\d{1,5}){0,7}(?:,? ?(?:ext\.?|x|#) ?\d{1,6})?(?![\w]|[-.]\d)/iy,
      strength: "strong",
      accepts: isInternational,
    },
    {
      anchor: { on: "digits", min: 10, max: 11 },
      pattern: /\d{10,11}(?![\w-]|\.\d)/y,
      strength: "weak",
      accepts: isNanp,
    },
    {
      anchor: { on: "digits", min: 2, max: 5, next: "-. /)", groups: 1, lead: "(" },
      pattern:
        /\(?\d{2,5}\)?(?:[-. /]{1,2}\(?\d{2,6}\)?){1,5}(?:,? ?(?:ext\.?|x|#) ?\d{1,6})?(?![\w:]|[-./]\d)/iy,
      strength: "weak",
      accepts: hasPhoneLength,
    },
  ],
  context: callWords,
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
    "port",
    "pid",
    "timestamp",
    "dob",
    "born",
    "mrn",
  ],
  fieldNames: [
    "phone",
    "phones",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "cellphone",
    "fax",
    "phone number",
    "telephone number",
    "mobile number",
    "cell number",
    "fax number",
    "callback number",
    "contact number",
    "msisdn",
    "caller id",
  ],
  strongFieldNames: [],
  labelled: /\+?\(?\d(?:[-. /()]{0,2}\d){4,16}(?:,? ?(?:ext\.?|x|#) ?\d{1,6})?(?!\w)/iy,
  examples: {
    match: [
      ["call (555) 234-5678 now", "(555) 234-5678"],
      ["555-234-5678", "555-234-5678"],
      ["dial +1 555 234 5678 x12", "+1 555 234 5678 x12"],
      ["reach me at +44 20 7946 0958", "+44 20 7946 0958"],
      ["Desk: +41 (0)69 979 80 58", "+41 (0)69 979 80 58"],
      ["phone 5552345678", "5552345678"],
      ["tel:+15552345678", "+15552345678"],
    ],
    ignore: [
      "took 5552345678 ns",
      "2024-01-15 10:11:12",
      "127.0.0.1:8080",
      "0.95",
      "rows 123-456",
      "blk_-1608999687919862906",
      "port 9090",
      "+Inf",
    ],
  },
};
