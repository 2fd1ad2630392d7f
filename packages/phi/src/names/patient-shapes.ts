import { isBefore } from "../characters/look-back.ts";
import type { Shape } from "../detector.ts";
import { isClinical } from "../evidence/prose.ts";
import { nameBefore } from "./name-before.ts";
import { isCuedName } from "./person-name.ts";
import { capitalisedBefore } from "./words-before.ts";

/** Patients of no list, by what notes say that they have, report and deny. */
export const patientShapes: readonly Shape[] = [
  {
    // `Sumayvah Elebivo has an ICD`, `Neubvar, Alissa now anemic`
    anchor: {
      on: "word",
      words: ["has", "now", "presents", "presented", "reports", "denies", "needs"],
      from: "start",
      next: " ",
    },
    pattern:
      /(?<=\p{L}[.,]? \p{Lu}[\p{L}'\u2019-]{1,24} )(?=(?:has (?:an?|had|been|no|new)|now|presents|presented|reports|denies|needs) )/uy,
    strength: "strong",
    startsAt: patientBefore,
  },
];

/** What stands before the first word of a sentence. */
const opensSentence = /(?<=^|[.;:)!?\n] ?)/uy;

/** Where a patient's two names start, with a comma between when the family's is first. */
function patientBefore(text: string, at: number): number | undefined {
  const last = nameBefore(text, at);
  if (last === undefined || !isClinical(text, at)) return undefined;
  let start = last;
  if (text.startsWith(", ", last - 2)) {
    start = capitalisedBefore(text, last - 2);
    if (start === last - 2 || !isCuedName(text.slice(start, last - 2))) return undefined;
  } else if (text.indexOf(" ", last) === at - 1) return undefined;
  return isBefore(opensSentence, text, start) ? start : undefined;
}
