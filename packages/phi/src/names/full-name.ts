import { codeAt } from "../characters/code-at.ts";
import { isCapital } from "../characters/letters.ts";
import { ambiguousNames } from "./ambiguous-names.ts";
import { commonFamilyNames } from "./family-names.ts";
import { commonGivenNames } from "./given-names.ts";
import { endsAsName } from "./name-evidence.ts";
import { plain } from "./plain.ts";
import { stopWords } from "./stop-words.ts";

const hyphen = 45;

/** Two words, or two with an initial between them, parted as in a sentence or in a mailbox's name. */
export function isGivenThenFamily(value: string): boolean {
  let first = -1;
  let last = -1;
  let letters = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (!partsNames(codeAt(value, at))) letters += first < 0 ? 0 : 1;
    else {
      if (first < 0) first = at;
      last = at;
    }
  }
  // `Jackson-Pratt drain`: with a hyphen and capitals it is one family, or what is named for two.
  if (codeAt(value, last) === hyphen && isCapital(codeAt(value, last + 1))) return false;
  const family = plain(value.slice(last + 1));
  // `encodings/mac_romanian.py`: in a file's name only a known family counts.
  if (/[_.]/.test(value) && !commonFamilyNames.has(family)) return false;
  const hasInitial = letters - (value.length - last - 1) === 1;
  return isGivenAndFamily(plain(value.slice(0, first)), family, hasInitial);
}

function isGivenAndFamily(given: string, family: string, hasInitial: boolean): boolean {
  return (
    commonGivenNames.has(given) &&
    !ambiguousNames.has(given) &&
    ((hasInitial && !stopWords.has(family)) || commonFamilyNames.has(family) || endsAsName(family)) &&
    !ambiguousNames.has(family)
  );
}

/** A space, `+`, `-`, a full stop or an underscore. */
function partsNames(code: number): boolean {
  return code === 32 || code === 43 || code === hyphen || code === 46 || code === 95;
}

/** `Haddad, Omar` */
export function isFamilyThenGiven(value: string): boolean {
  const [family = "", given = ""] = plain(value).split(/, ?/);
  return isGivenAndFamily(given, family, false);
}
