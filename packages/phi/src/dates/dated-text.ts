import { isOfPersons, isOfProgram, isProse, isSpoken } from "../prose.ts";

/** What dates something else than a person's life: a file, a log, what a program was made of. */
const ofThing =
  /\b(?:versions?|releas\w*|builds?|built|updated?|commit\w*|copyright|snapshot|backup|patch\w*|deploy\w*|cert\w*|rotat\w*|log|logs|logged|file|rfc|iso|revision|tag|spec) ?(?:\p{L}{2,8} ){0,2}$/iu;
const said = 32;

/** Whether the text around a whole date is written by persons or of them, and the date is none of a release or a log. */
export function isDatedByPersons(_: string, text: string, start: number): boolean {
  if (ofThing.test(text.slice(Math.max(0, start - said), start))) return false;
  return isOfPersons(text, start) || isProse(text, start) || isSpoken(text, start);
}

/** The same for dates that a preposition introduces, which stand in sentences alone. */
export function isDatedInSentence(_: string, text: string, start: number): boolean {
  return !ofThing.test(text.slice(Math.max(0, start - said), start)) && !isOfProgram(text, start);
}
