import { withRanges } from "../characters/letter-ranges.ts";
import { isBefore } from "../characters/look-back.ts";
import { isOfPersons, isOfProgram, isProse, isSpoken } from "../evidence/prose.ts";

/** What dates something else than a person's life: a file, a log, what a program was made of. */
const ofThing = withRanges(
  /(?<=\b(?:versions?|releas\w{0,12}|builds?|built|updated?|commit\w{0,12}|copyright|snapshot|backup|patch\w{0,12}|deploy\w{0,12}|cert\w{0,12}|rotat\w{0,12}|log|logs|logged|file|rfc|iso|revision|tag|spec) ?(?:\p{L}{2,8} ){0,2})/iuy,
);
/** What dates stand after in letters and forms. */
const label =
  /(?<=\b(?:deadline|date|issued?|due|arriv(?:al|es|ing)|depart(?:ure|s|ing)|start(?:s|ing)?|end(?:s|ing)?|effective|expir(?:es|y|ed|ing)|signed|born|birthday|DOB|delivery|visit|check-?(?:in|out)|hired|paid|since|from|until|through|up to)(?: on| from)?:? )/iy;
/** Prepositions that stand before whole dates in sentences; those before a date in the order of logs are fewer. */
const preposition = /(?<=\b(?:on|until|till|since|before|after|from|to|by|dated|of|and) )/y;
const logPreposition = /(?<=\b(?:until|till|since|before|after|from|to|by|dated) )/y;
const monthPreposition = /(?<=\b(?:before|until|till|since|by|after|from|during|in|of) )/y;
/** How a phrase ends, so that what stands there is no timestamp. */
const phraseEnd = /[.,;!?)]?(?:\s|$)/y;

/** How a date is written: with its month's name, in the order of logs, or in another order of numbers. */
type Form = "day" | "month" | "numbers" | "logs";

const introduces: Readonly<Record<Form, readonly RegExp[]>> = {
  day: [label],
  month: [label, monthPreposition],
  numbers: [label, preposition],
  logs: [logPreposition],
};

function isIntroduced(introductions: readonly RegExp[], text: string, start: number): boolean {
  for (const introduction of introductions) if (isBefore(introduction, text, start)) return true;
  return false;
}

/**
 * Whether a whole date is one that persons tell: in a text of them, or where a label or a preposition introduces it and no
 * program wrote the text. The date of a release or of a log is none.
 */
export function isTold(form: Form): (value: string, text: string, start: number) => boolean {
  const introductions = introduces[form];
  function isSaid(value: string, text: string, start: number): boolean {
    if (isOfPersons(text, start) || isProse(text, start) || isSpoken(text, start)) return true;
    if (!isIntroduced(introductions, text, start) || isOfProgram(text, start)) return false;
    if (form === "day") return true;
    phraseEnd.lastIndex = start + value.length;
    return phraseEnd.test(text);
  }
  return (value, text, start) => isSaid(value, text, start) && !isBefore(ofThing, text, start);
}
