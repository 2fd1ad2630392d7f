import { codeAt } from "../characters/code-at.ts";
import { countDigits } from "../characters/digits.ts";
import type { Detector } from "../detector.ts";
import { isPersonal } from "../evidence/prose.ts";

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
  "whats",
  "kin",
  "calls",
  "callback",
  "answering",
  "messages",
  "message",
  "registered",
  "dialed",
  "dialled",
  "dialing",
  "phoned",
  "texted",
  "texting",
  "texts",
  "ph",
  "landline",
  "switchboard",
  "hotline",
  "number",
  "office",
  "desk",
];

/** The digits before an extension: how many, and the number that they make. */
function dialled(value: string): { readonly count: number; readonly number: number } {
  let count = 0;
  let number = 0;
  for (let at = 0; at < value.length; at += 1) {
    const unit = codeAt(value, at);
    // `ext`, `x` and `#`
    if ((unit | 0x20) === 101 || (unit | 0x20) === 120 || unit === 35) break;
    if (unit < 48 || unit > 57) continue;
    count += 1;
    number = number * 10 + unit - 48;
  }
  return { count, number };
}

/** NANP: neither area nor exchange starts with 0 or 1, nor is an N11 service code. */
function isNanp(value: string): boolean {
  const { count, number } = dialled(value);
  const national = count === 11 ? number - 10_000_000_000 : number;
  if (count !== 10 && (count !== 11 || national < 0 || national >= 10_000_000_000)) return false;
  return isNanpPart(Math.floor(national / 10_000_000)) && isNanpPart(Math.floor(national / 10_000) % 1_000);
}

function isNanpPart(part: number): boolean {
  return part >= 200 && part % 100 !== 11;
}

/** Grouped as a telephone number is; invented numbers (555-010-1234) break the NANP's rules, and are meant all the same. */
function isGroupedNanp(value: string): boolean {
  return value.startsWith("(") || isNanp(value) || (/^[2-9]/.test(value) && !value.includes(" "));
}

/** E.164: a country code and at most 15 digits in all, and not each by itself, as in a sum or a list. */
function isInternational(value: string): boolean {
  const { count } = dialled(value);
  const groups = value.match(/\d+/g)?.length ?? 0;
  return count >= 8 && count <= 15 && count * 2 >= groups * 3;
}

/** `1080.827`: a duration or a share; nobody parts a telephone number by a single point. */
const isDecimal = /^\d+\.\d+$/;

function hasPhoneLength(value: string): boolean {
  const count = countDigits(value);
  if (count < 7 || count > 15 || isDecimal.test(value)) return false;
  return !/^\(?(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{2,4}|\d{1,3}(?:\.\d{1,3}){3})(?![-./]?\d)/.test(
    value,
  );
}

export const phone: Detector = {
  kind: "PHONE",
  shapes: [
    {
      anchor: { on: "digits", min: 3, max: 3, next: "-.) \u2010\u2011\u2013", groups: 2, lead: "(" },
      pattern:
        /(?<!\d\/)\(?\d{3}(?:\) ?|[-. \u2010-\u2013])\d{3}[-. \u2010-\u2013]\d{4}(?:,? ?(?:ext\.?|x|#) ?\d{1,6})?(?![\w]|[-.]\d)/iy,
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
        /(?<!\d|\d\/|#)\+\d{1,15}(?:[-. /]{0,2}\(\d{1,5}\)[-. /]{0,2}\d{1,5}|[-. /]{1,2}\d{1,11}){0,7}(?:,? ?(?:ext\.?|x|#) ?\d{1,6})?(?![\w]|[-.]\d)/iy,
      strength: "strong",
      runsOn: true,
      accepts: isInternational,
    },
    {
      anchor: { on: "digits", min: 10, max: 11 },
      pattern: /\d{10,11}(?![\w-]|\.\d)/y,
      strength: "weak",
      accepts: (value, text, start) => isNanp(value) || isPersonal(text, start),
    },
    {
      anchor: { on: "digits", min: 2, max: 5, next: "-. /)", groups: 1, digits: 7, lead: "(" },
      pattern:
        /(?<!\d[:.,/-]|\d\d {1,2}|\p{L}-|[\p{L}"]\/|" )(?:0\d{2,4}[-. ](?:\d{1,3}[-. ])?\d[-. ](?=\d))?\(?\d{2,5}\)?(?:[-. /]{1,3}\(?\d{2,8}\)?){1,5}(?:,? ?(?:ext\.?|x|#) ?\d{1,6})?(?![\w:]|[-./]\d)/iuy,
      strength: "weak",
      accepts: hasPhoneLength,
    },
    {
      // `3660170548-Fax`, `781 1704 office`: the label follows.
      anchor: { on: "digits", min: 7, max: 14, next: "- (" },
      pattern: /\d{7,14}(?=[- ]?\(?(?:fax|mobile|cell|office|home|work|phone|tel|desk)\b)/iy,
      strength: "weak",
      contextReach: 12,
    },
    {
      // Digits without any separator: only where the words before leave nothing else.
      anchor: { on: "digits", min: 7, max: 14 },
      pattern:
        /(?<=\b(?:phone|telephone|tel|cell|mobile|fax|whatsapp|landline|handset|hotline|helpline|my number|(?:his|her|their|your|our) number)(?: (?:number|num|no\.?|nr\.?))?(?: is| was|:| at|#)? {0,2}|\b(?:call|text|reach|ring|dial|phone|contact|message|whatsapp) (?:me|him|her|us|them|back|my \p{L}{2,12}|\p{Lu}\p{L}{1,20})(?: at| on| under| via|:)? ?|\bby (?:phone|fax|text|sms) \(|\b(?:kin|contact|caregiver|guardian|parent)[:,]? [\p{L} .'-]{3,40},? \(?|\b(?:can|please|could) call |\b(?:answering|reached|reachable) (?:at|on) |\b(?:desk|office|home|work|cell|mobile|tel|fax): ?|\b(?:dial(?:l?ed)?|sms (?:sent )?to|call(?:ed)? from|calls from|text(?:s|ed)? from|(?:about|with|from|this|that) number) )\d{7,14}(?![\w-]|\.\d)/iuy,
      strength: "weak",
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
    "id",
    "ids",
    "depth",
    "buffer",
    "build",
    "size",
    "args",
    "arguments",
    "offset",
    "bytes",
    "code",
    "status",
    "rows",
    "dob",
    "born",
    "mrn",
    "files",
    "count",
    "total",
    "elapsed",
    "took",
    "read",
    "wrote",
    "sequence",
    "seq",
    "limit",
    "length",
    "connection",
    "transaction",
    "counter",
    "ticks",
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
      ["my number is 0612345678", "0612345678"],
      ["call her on 030 123456", "030 123456"],
      ["call (555) 234-5678 now", "(555) 234-5678"],
      ["555-234-5678", "555-234-5678"],
      ["dial +1 555 234 5678 x12", "+1 555 234 5678 x12"],
      ["reach me at +44 20 7946 0958", "+44 20 7946 0958"],
      ["Desk: +41 (0)69 979 80 58", "+41 (0)69 979 80 58"],
      ["phone 5552345678", "5552345678"],
      ["tel:+15552345678", "+15552345678"],
    ],
    ignore: [
      "message id 123-456-789",
      "took 5552345678 ns",
      "2024-01-15 10:11:12",
      "127.0.0.1:8080",
      "0.95",
      "rows 123-456",
      "blk_-1608999687919862906",
      "port 9090",
      "+Inf",
      "#+1162490366",
      "0/51536/1/48082/+99627 200 83285 - - ----",
      "librtmp1 2.4+20151223.gitfa8646d",
      "+1 1 1 1 1 1 1 1",
      "http-in~ cart/web-1 0/0/5/249/532 200 5576 - -",
      "message: took 1080.827",
      '{"message":"done","read":4716613025}',
      '{"contact":"ops","size":4716613025}',
      '"GET /m/mainSlideMobile?mobile=1 HTTP/1.1" 200 58819 "-"',
      "GET /mobile/product/31973/64992 404",
    ],
  },
};
