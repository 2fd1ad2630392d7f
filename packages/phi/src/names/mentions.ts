import { codeAt } from "../characters/code-at.ts";
import { isApostrophe } from "../characters/letters.ts";
import { ambiguousNames } from "./ambiguous-names.ts";
import { isInitial } from "./name-evidence.ts";
import { plain } from "./plain.ts";
import { stopWords } from "./stop-words.ts";

/** How far from a person's name a part of it is looked for, in characters. */
const reach = 240;
const shortestPart = 3;
/** Between the parts of a name. */
const parts: ReadonlySet<number> = new Set(Array.from(" ,.()\n\r\t\u00a0", (mark) => mark.charCodeAt(0)));
const titles =
  /^(?:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|nurse|van|von|del|della|bin|ibn|den|der|dos|ter|ten)$/;

export interface Mention {
  readonly start: number;
  readonly end: number;
}

/**
 * Where parts of a person's name stand again near it: who is `Faina Yefremova` once is `Yefremova` in the next sentence.
 * `searched` remembers, for one text whose names come in order, how far each part was looked for; what starts at one of `known` is found already.
 */
export function mentionsOf(
  text: string,
  start: number,
  end: number,
  searched: Map<string, number>,
  known: ReadonlySet<number>,
): readonly Mention[] {
  const mentions: Mention[] = [];

  function search(name: string, from: number, to: number): void {
    const around = text.slice(from, to);
    for (let at = around.indexOf(name); at >= 0; at = around.indexOf(name, at + name.length)) {
      const first = from + at;
      const last = first + name.length;
      if (!known.has(first) && isWholeWord(text, first, last)) mentions.push({ start: first, end: last });
    }
  }

  for (let from = start, to = start; from < end; from = to + 1) {
    to = from;
    while (to < end && !endsPart(codeAt(text, to))) to += 1;
    const part = text.slice(from, to);
    const name = part.endsWith("s") && isApostrophe(codeAt(part, part.length - 2)) ? part.slice(0, -2) : part;
    if (name.length < shortestPart) continue;
    const until = searched.get(name) ?? (isTelling(name) ? 0 : Number.POSITIVE_INFINITY);
    const next = end + reach - name.length + 1;
    if (until < next) {
      search(name, Math.max(0, start - reach, until), start);
      search(name, Math.max(end, until), end + reach);
    }
    searched.set(name, Math.max(until, next));
  }
  return mentions;
}

function endsPart(code: number): boolean {
  return (code < 48 || code === 0xa0) && parts.has(code);
}

/** Whether a part of a name names a person alone. */
function isTelling(name: string): boolean {
  const word = plain(name);
  return !stopWords.has(word) && !ambiguousNames.has(word) && !titles.test(word) && !isInitial(name);
}

function isWholeWord(text: string, start: number, end: number): boolean {
  if (start > 0 && (isLetterOrDigit(codeAt(text, start - 1)) || "_/.@$=-".includes(text.charAt(start - 1)))) {
    return false;
  }
  if (end >= text.length) return true;
  const after = text.charAt(end);
  if (isLetterOrDigit(codeAt(text, end)) || "_(=/@-".includes(after)) return false;
  return (
    (after !== "." && after !== ":") || end + 1 >= text.length || !isLetterOrDigit(codeAt(text, end + 1))
  );
}

function isLetterOrDigit(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code > 0xaa
  );
}
