import { isOfPersons, isOfProgram, isProse, isSpoken } from "../prose.ts";

/** What dates something else than a person's life: a file, a log, what a program was made of. */
const ofThing =
  /\b(?:versions?|releas\w*|builds?|built|updated?|commit\w*|copyright|snapshot|backup|patch\w*|deploy\w*|cert\w*|rotat\w*|log|logs|logged|file|rfc|iso|revision|tag|spec) ?(?:\p{L}{2,8} ){0,2}$/iu;
const said = 32;
/** What dates stand after in letters and forms. */
const label =
  /\b(?:deadline|date|issued?|due|arriv(?:al|es|ing)|depart(?:ure|s|ing)|start(?:s|ing)?|end(?:s|ing)?|effective|expir(?:es|y|ed|ing)|signed|born|birthday|DOB|delivery|visit|check-?(?:in|out)|hired|paid|since|from|until|through|up to)(?: on| from)?:? $/i;
/** Prepositions that stand before whole dates in sentences; those before a date in the order of logs are fewer. */
const preposition = /\b(?:on|until|till|since|before|after|from|to|by|dated|of|and) $/;
const logPreposition = /\b(?:until|till|since|before|after|from|to|by|dated) $/;
const monthPreposition = /\b(?:before|until|till|since|by|after|from|during|in|of) $/;
/** How a phrase ends, so that what stands there is no timestamp. */
const phraseEnd = /^[.,;!?)]?(?:\s|$)/;

/** How a date is written: with its month's name, in the order of logs, or in another order of numbers. */
type Form = "day" | "month" | "numbers" | "logs";

const introduces: Readonly<Record<Form, readonly RegExp[]>> = {
  day: [label],
  month: [label, monthPreposition],
  numbers: [label, preposition],
  logs: [logPreposition],
};

/**
 * Whether a whole date is one that persons tell: in a text of them, or where a label or a preposition introduces it and no
 * program wrote the text. The date of a release or of a log is none.
 */
export function isTold(form: Form): (value: string, text: string, start: number) => boolean {
  return (value, text, start) => {
    const before = text.slice(Math.max(0, start - said), start);
    if (ofThing.test(before)) return false;
    if (isOfPersons(text, start) || isProse(text, start) || isSpoken(text, start)) return true;
    if (!introduces[form].some((pattern) => pattern.test(before)) || isOfProgram(text, start)) return false;
    return form === "day" || phraseEnd.test(text.slice(start + value.length, start + value.length + 2));
  };
}
