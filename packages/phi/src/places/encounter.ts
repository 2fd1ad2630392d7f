import { isBefore } from "../characters/look-back.ts";
import { isClinical } from "../evidence/prose.ts";

/** What is done to patients at a place, or a person, before the preposition. */
const metBefore =
  /(?<=\b(?:seen|treated|diagnosed|admitted|evaluated|hospitali[sz]ed|assessed|operated|consulted|followed|discharged|visited|referred|living|lives|resides|residing|tx'd|dx'd|appt|appointment|visit|notes?)(?: last| recently)? (?:in|at|from|near|to) |(?:\p{Lu}\.|\p{Lu}\p{Ll}{1,24}|(?<!\p{L})(?:male|female|man|woman|pt|patient|child|girl|boy)),? (?:from|in|near) )/uy;
/** When, under which number or by whom it was. */
const dated =
  /(?:,? (?:on |in )?(?:the )?(?:\d{1,4}[\p{L}/.-]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}{0,6}\.? (?:\d|of))|,? \(?(?:MRN|ID|DOB|phone|e-?mail)(?!\p{L})|,? (?:by|under|with) Dr(?!\p{L})|, (?:who|admitted|seen|treated|diagnosed|evaluated|discharged|assessed|referred)(?!\p{L}))/uy;
/** `in May`, `from Monday` */
const noTown =
  /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Stage|Phase|Grade|Class|Type|Child)\p{Ll}{0,9}$/u;

/** Whether the unknown name that ends at `end` is where a patient was met, and a date or an identifier follows. */
export function isEncounter(text: string, start: number, end: number): boolean {
  if (!isClinical(text, start) || noTown.test(text.slice(start, end))) return false;
  dated.lastIndex = end;
  return dated.test(text) && isBefore(metBefore, text, start);
}
