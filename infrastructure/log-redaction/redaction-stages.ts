/**
 * What Promtail and Alloy replace in log lines, in this order. Both replace the text of capture groups and leave the rest of
 * a match alone: an expression without a group would change nothing. Expressions are RE2 (no look-around, no
 * back-references), so context stands outside the one group.
 *
 * The services redact before they write; these stages are for containers that do not, and a second net for those that do.
 * They know shapes and context words, not the gazetteers and checksums of packages/phi.
 */
export interface RedactionStage {
  readonly kind: string;
  readonly expression: string;
}

/** Between a field's name and its value: JSON, escaped JSON, logfmt, prose. */
const is = String.raw`\\*["']?\s*(?:(?:is|was|no\.?|number|num|of|ending in|[:=#])\s*)*\\*["']?\s*`;
const capitalised = String.raw`\p{Lu}[\p{L}'’-]+`;
const person = String.raw`${capitalised}(?:\s+(?:\p{Lu}\.|(?:van|von|de|der|den|da|di|del|la|le|bin|al|el)\b|${capitalised}))*`;
const streetSuffix =
  "street|str|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|terrace|ter|circle|cir|parkway|pkwy|highway|hwy|square|sq|trail|trl|alley|crescent|close|row";
const unit = String.raw`(?:,?\s*(?:apt|apartment|suite|ste|unit|floor|fl|room|rm|#)\.?\s*#?[A-Za-z0-9-]+)?`;
const cityStateZip = String.raw`(?:,?\s*(?:[A-Z][\p{L}.'-]+\s?){1,3})?(?:,?\s*[A-Z]{2}\b)?(?:,?\s*\d{5}(?:-\d{4})?)?`;
const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*";
const date = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{8}|${month}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?[ -]${month}\.?[ -,]+\d{4}`;
const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const hex = "[0-9A-Fa-f]{1,4}";

/** Fields whose whole value identifies somebody, whatever it looks like. */
const identifyingFields = [
  "ssn|social[_ .-]?security(?:[_ .-]?(?:number|no))?",
  "mrn|medical[_ .-]?record(?:[_ .-]?(?:number|no))?|chart[_ .-]?(?:number|no)|patient[_ .-]?(?:id|no|number)",
  "dob|date[_ .-]?of[_ .-]?birth|birth[_ .-]?(?:date|day)",
  "(?:patient|first|last|given|family|full|maiden|middle|sur|preferred|legal|member|subscriber|contact|mother|father|spouse|guardian|next[_ .-]?of[_ .-]?kin)[_ .-]?(?:full|first|last)?[_ .-]?name|patient|name",
  "(?:[a-z]+[_ .-]?)?(?:e[_ .-]?mail)(?:[_ .-]?address)?",
  "(?:home|work|mobile|cell|day|night)?[_ .-]?(?:tele)?(?:phone|fax|mobile|cell)(?:[_ .-]?(?:number|no))?",
  "(?:home|street|mailing|postal|billing|shipping)?[_ .-]?address(?:[_ .-]?line[_ .-]?\\d)?|street|zip|zip[_ .-]?code|postal[_ .-]?code|postcode",
  "(?:client|remote|source|src|peer|user)?[_ .-]?ip(?:[_ .-]?addr(?:ess)?)?|x[_ .-]forwarded[_ .-]for",
  "card|card[_ .-]?(?:number|no)|credit[_ .-]?card(?:[_ .-]?(?:number|no))?|cc[_ .-]?number|pan|cvv",
].join("|");

const stage = (kind: string, expression: string): RedactionStage => ({ kind, expression });

export const redactionStages: readonly RedactionStage[] = [
  stage(
    "FIELD",
    String.raw`(?i)\\*"(?:[a-z0-9_]+\.)*(?:${identifyingFields})\\*"\s*:\s*\\*"([^"\\]+(?:\\+[^"\\]+)*)\\*"`,
  ),
  stage("FIELD", String.raw`(?i)\\*"(?:[a-z0-9_]+\.)*(?:${identifyingFields})\\*"\s*:\s*(-?\d[\d.eE+-]*)`),
  stage("FIELD", String.raw`(?i)(?:^|[\s,;&?{(])(?:[a-z0-9_]+\.)*(?:${identifyingFields})=\\*"([^"\\]+)`),
  stage("FIELD", String.raw`(?i)(?:^|[\s,;&?{(])(?:[a-z0-9_]+\.)*(?:${identifyingFields})=([^\s"'&;,)}]+)`),
  stage(
    "EMAIL",
    String.raw`(?i)((?:mailto:)?[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)`,
  ),
  stage("SSN", String.raw`(?:^|[^\d.-])(\d{3}[- .\x{2010}-\x{2014}]\d{2}[- .\x{2010}-\x{2014}]\d{4})\b`),
  stage(
    "SSN",
    String.raw`(?i)\b(?:ssn|social(?:[ _-]?security)?(?:[ _-]?(?:number|no\.?))?|itin|tax[ _-]?id)${is}(\d[\d -]{2,12}\d)`,
  ),
  stage(
    "CARD_NUMBER",
    String.raw`\b((?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|[2-57]\d{2})|3[4-9]\d{2}|30\d{2})(?:[ -]?\d){8,15})\b`,
  ),
  stage(
    "CARD_NUMBER",
    String.raw`(?i)\b(?:card|cc|visa|mastercard|maestro|amex|credit|debit)(?:\s+card)?${is}((?:\d[ -]?){3,18}\d)\b`,
  ),
  stage("IBAN", String.raw`\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)\b`),
  stage("IBAN", String.raw`(?i)\biban${is}([A-Z]{2}\d{2}[A-Z0-9 ]{10,32})\b`),
  stage(
    "MRN",
    String.raw`(?i)\b(?:mrn|medical[ _-]?record|patient[ _-]?(?:id|number|no\.?)|pt[ _-]?id|chart|epic[ _-]?csn|empi)${is}([A-Z]{0,4}-?\d[A-Z0-9-]{3,14})\b`,
  ),
  stage(
    "DATE_OF_BIRTH",
    String.raw`(?i)\b(?:dob|d\.o\.b\.?|date[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day)|born(?:\s+on)?)${is}(?:on\s+)?(${date})`,
  ),
  stage("DATE", String.raw`(?:^|[^\d/])(\d{1,2}/\d{1,2}/\d{4})\b`),
  stage(
    "PHONE",
    String.raw`(?:^|[^\w.-])(\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]?\d{2,5}){1,4})\b`,
  ),
  stage(
    "PHONE",
    String.raw`(?:^|[^\d.-])((?:1[ .-])?(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}(?:\s*(?:x|ext\.?)\s*\d{1,6})?)\b`,
  ),
  stage(
    "PHONE",
    String.raw`(?i)\b(?:tele)?(?:phone|tel|mobile|cell|fax|call(?:ed|back|ing)?|contact|dial|sms|text|reach|messages?|answering)(?:\s+(?:me|him|her|them|us))?(?:\s+(?:at|on|to))?${is}(\+?[\d(][\d ().-]{5,16}\d)`,
  ),
  stage("PHONE", String.raw`(?:^|[^\w.:/-])(0\d{1,4}(?:[ -]\d{2,4}){2,4})\b`),
  stage("IP_ADDRESS", String.raw`(?:^|[^\d.])((?:${octet}\.){3}${octet})\b`),
  stage(
    "IP_ADDRESS",
    String.raw`(?:^|[^0-9A-Za-z:])((?:${hex}:){7}${hex}|(?:${hex}:){1,6}(?::${hex}){1,6}|(?:${hex}:){2,7}:|::(?:${hex}:){1,6}${hex}|::ffff:(?:${octet}\.){3}${octet})`,
  ),
  stage(
    "ADDRESS",
    String.raw`\b(\d{1,6}[A-Za-z]?\s+(?:[NSEW]\.?\s+)?(?:[\p{Lu}\d][\p{L}\d.'’-]*\s+){1,4}(?i:${streetSuffix})\b\.?(?i:${unit})${cityStateZip})`,
  ),
  stage(
    "ADDRESS",
    String.raw`(?i)\b(\d{1,6}\s+(?:[\p{L}\d.'’-]+\s+){1,3}(?:street|avenue|road|boulevard|lane|drive|court|parkway|highway|terrace)\b${unit})`,
  ),
  stage("ADDRESS", String.raw`(?i)\b(p\.?\s?o\.?\s*box\s+\d+)`),
  stage("ADDRESS", String.raw`((?:\p{Lu}[\p{L}.'’-]+\s?){1,3},\s*[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?)\b`),
  stage(
    "ADDRESS",
    String.raw`(?i)\b(?:zip|zip[ _-]?code|postal[ _-]?code|postcode)${is}([A-Z]?\d[A-Z0-9 -]{3,8})\b`,
  ),
  stage("NAME", String.raw`\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sr|Sra|Nurse|Doctor)\.?\s+(${person})`),
  stage(
    "NAME",
    String.raw`(?i:\b(?:patients?|pt|named?|nurse|doctor|physician|clinician|provider|attending|guardian|spouse|wife|husband|mother|father|son|daughter|caller|member|subscriber|insured|beneficiary|client|contact|caregiver|next of kin|for|by|from|with|to|user|called|seen)\b)(?i:\s+(?:name|full name|called))?${is}(${capitalised}(?:\s+(?:\p{Lu}\.|(?:van|von|de|der|den|da|di|del|la|le|bin|al|el)\b|${capitalised}))+)`,
  ),
  stage(
    "NAME",
    String.raw`(?i:\b(?:patient|pt|name|named|guardian|spouse|caller|next of kin)\b)(?i:\s+name)?\\*["']?\s*(?i:(?:is|was|[:=])\s*)+\\*["']?(${person})`,
  ),
  stage(
    "NAME",
    String.raw`\b(\p{Lu}[\p{L}'’-]+,\s+${capitalised}(?:\s+\p{Lu}\.?)?)(?:\s+\(|\s+(?:DOB|MRN|SSN|dob|mrn))`,
  ),
];
