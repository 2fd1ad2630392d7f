import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isClinical } from "../evidence/prose.ts";
import { cityNames } from "../places/city-names.ts";
import { isKnownName } from "./name-evidence.ts";
import { namedWithin } from "./named-within.ts";
import { isCuedName } from "./person-name.ts";
import { plain } from "./plain.ts";
import { capitalisedBefore } from "./words-before.ts";

const space = 32;
/** The line of a transcript, in characters, beyond which its speaker is not sought. */
const longestSpeech = 400;
const joints: readonly string[] = [", and ", " and ", ", "];
const opensNeighbour = /[^\p{L}\p{N}_/.@-]/u;
const neighbourAfter = withRanges(
  /^(?: \(\d{1,3}\))?(?:,| and|, and| or| to| with|\n- ) ?(\p{Lu}[\p{L}'\u2019-]{1,24}(?: \p{Lu}\.| (?!(?:I|The|We|He|She|They)(?!\p{L}))\p{Lu}\p{Ll}[\p{L}'\u2019-]{0,23}){0,2})(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/u,
);

const longestNeighbour = 80;

/** The name that stands beside a name in a list, as offsets into the text. */
export function neighbour(
  text: string,
  start: number,
  end: number,
  side: "before" | "after",
): readonly [start: number, end: number] | undefined {
  if (side === "before") {
    if (codeAt(text, start - 1) !== space) return undefined;
    const joint = joints.find((between) => text.startsWith(between, start - between.length));
    if (joint === undefined) return undefined;
    const last = start - joint.length;
    const from = capitalisedBefore(text, last);
    if (from === last || (from > 0 && !opensNeighbour.test(text.charAt(from - 1)))) return undefined;
    return isListed(text.slice(from, last), text, start) ? [from, last] : undefined;
  }
  const joint = text.charAt(end);
  if (joint !== "," && joint !== "\n" && (joint !== " " || !"aotw(".includes(text.charAt(end + 1))))
    return undefined;
  const match = neighbourAfter.exec(text.slice(end, end + longestNeighbour));
  const run = match?.[1];
  if (match === null || run === undefined) return undefined;
  const to = namedWithin(run)?.[1] ?? 0;
  const name = run.slice(0, to);
  if (to === 0 || !isListed(name, text, start) || cityNames.has(plain(name))) return undefined;
  const from = end + match[0].length - run.length;
  return [from, from + to];
}

/** Where care is spoken of, an unknown word beside a name is a drug: `on Jardiance, Ana Ruiz`. */
function isListed(name: string, text: string, at: number): boolean {
  const end = name.indexOf(" ");
  const first = end < 0 ? name : name.slice(0, end);
  return isCuedName(first) && (isKnownName(first) || end >= 0 || !isClinical(text, at));
}

const speakerOf = withRanges(/^[> ]{0,4}(\p{Lu}[\p{L}'\u2019-]{1,24}): ?["\u201c]?\p{Lu}/u);

/** The speaker of the line before or after that of a speaker who is known as a person, as offsets into the text. */
export function speakerLine(
  text: string,
  start: number,
  end: number,
  side: "before" | "after",
): readonly [start: number, end: number] | undefined {
  if (codeAt(text, end) !== 58 || !' "\u201c'.includes(text.charAt(end + 1))) return undefined;
  const margin = /(?:^|\n)[> ]{0,4}$/.exec(text.slice(Math.max(0, start - 5), start));
  if (margin === null) return undefined;
  const lineStart = start - margin[0].replace("\n", "").length;
  let from: number;
  if (side === "after") {
    const lineEnd = text.slice(end, end + longestSpeech).indexOf("\n");
    if (lineEnd < 0) return undefined;
    from = end + lineEnd + 1;
  } else {
    if (lineStart === 0) return undefined;
    const farthest = Math.max(0, lineStart - 1 - longestSpeech);
    const lineBreak = text.slice(farthest, lineStart - 1).lastIndexOf("\n");
    if (lineBreak < 0 && farthest > 0) return undefined;
    from = farthest + lineBreak + 1;
  }
  const name = speakerOf.exec(text.slice(from, from + 40));
  const speaker = name?.[1];
  if (name === null || speaker === undefined || !isCuedName(speaker)) return undefined;
  const at = from + name[0].indexOf(speaker);
  return [at, at + speaker.length];
}
