import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { createPhrases } from "../evidence/phrases.ts";
import { isClinical, isOfPersons, isPersonal } from "../evidence/prose.ts";

/** What follows a patient's name in notes: age and sex, or the label of an identifier with its value. */
const identifiedAfter =
  /^(?:'s)?[, (]{0,4}(?:\d{1,3}(?:,| ?(?:[FM]\b|y\/?o|years?[ -]old))|(?:MRN|DOB|SSN|NPI|chart|acc(?:oun)?t|member|pt|patient|medical record|policy|subscriber|insurance|phone|tel|cell|e-?mail|aged?)\b[^\n,;]{0,24}[\d@]|<[\w.+-]{1,40}@|'s (?:A1c|INR|labs?|BP|E[CK]G|MRI|CT|CBC|creatinine|TSH|h(?:a)?emoglobin|potassium|echo|biopsy|x-?ray|wound|surgery|mother|father|wife|husband|daughter|son|insurance|chart|family|symptoms|medications?)\b)/i;
const longestLabelled = 40;

const each = (words: string, further: string): readonly string[] =>
  words.split(" ").flatMap((word) => further.split(" ").map((next) => `${word} ${next}`));

/** Care that is given, asked or planned for someone. */
const endsCare = createPhrases([
  ...each(
    "nurse dose dosing rec recs script imaging biopsy scan mri ct echo referral consult consultation appointment appt labs results prescription refill discharge reconciliation surgery scheduled",
    "for for:",
  ),
  ...each("note plan summary", "for for:"),
  ...each("seen operated prescribed treated examined", "by"),
  ...each("asking inquiring", "for"),
  ...each("behalf admission discharge consent referral imaging biopsy baby results", "of"),
]);
const endsMention = createPhrases(
  "named called caregiver guardian spouse hx: patient patient: pt pt: attn: mother father wife husband son daughter sister brother mother, father, wife, husband, son, daughter, sister, brother, man woman male female"
    .split(" ")
    .concat("name is"),
);
const endsGiving = createPhrases(["for", "by"]);
/** What introduces drugs, devices and scales in notes. */
const endsLooseCue = createPhrases(["with", "a", "an", "the", "to be", "add"]);

const initialAfter =
  /^(?:[,;)?]|['\u2019]s| \(| (?:now|moved|who|was|is|has|had|from|with|and|at|on|in|to|for|presents?|presented|admitted|seen|came|called)\b)/;
/** How a sentence goes on after a person; a noun makes of the name before it an eponym: `Baker cyst`. */
const goesOn = withRanges(
  /^ (?!\p{Ll})|^ (?:\p{Ll}{2,16}(?:ed|ing)|is|was|were|are|has|had|have|who|whose|with|w\/|and|or|from|at|in|on|for|to|by|of|the|an?|may|will|can|could|would|should|does|did|do|needs?|takes?|went|came|got|said|says|about|after|before|since|regarding|re|lives|presents?|reports?|denies|now|today|yesterday|again|next|this|last|as|but|because|if|when|while|via|not|also|still|so|such|too|very|really|always|never|just|only|then|here|there|out|back|alone|together|tonight|that|which|his|her|s\/p|c\/o|gets?|comes|feels|felt|told|thinks|wants|asks|calls|seen)(?!\p{L})/u,
);
const longestAfter = 24;
const space = 32;

export function isIdentified(text: string, end: number): boolean {
  return identifiedAfter.test(text.slice(end, end + longestLabelled));
}

export function isCaredFor(text: string, start: number): boolean {
  return codeAt(text, start - 1) === space && endsCare(text, start - 1);
}

export function isLooselyCued(text: string, start: number): boolean {
  return codeAt(text, start - 1) === space && endsLooseCue(text, start - 1);
}

/** Whether what introduces the name introduces as well what patients get. */
export function isCuedAsThing(text: string, start: number): boolean {
  return isLooselyCued(text, start) && isClinical(text, start);
}

/** Whether one unknown word and a written initial name a person: `Zurab K., phone`, `seen by S. Sarantinos`. */
export function isWithInitial(text: string, start: number, end: number, isInitialLast: boolean): boolean {
  if (isIdentified(text, end) || isCaredFor(text, start)) return true;
  if (isInitialLast) {
    // A sentence may end with `hepatitis B.` and `Mobitz I.`; in between, no class or type is written with a full stop.
    if (!initialAfter.test(text.slice(end, end + longestAfter))) return false;
    return !text.slice(start, end).includes("-") && isOfPersons(text, start);
  }
  if (codeAt(text, start - 1) !== space) return false;
  return endsMention(text, start - 1) || (endsGiving(text, start - 1) && isOfPersons(text, start));
}

/** Whether a noun follows that is named for whom the name before it names: `Baker cyst`, `Jackson-Pratt drain`. */
export function isEponym(text: string, start: number, end: number): boolean {
  if (codeAt(text, end) !== space || goesOn.test(text.slice(end, end + longestAfter))) return false;
  return !isPersonal(text, start);
}
