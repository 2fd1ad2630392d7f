import { cityNames } from "../places/city-names.ts";
import { isCuedName } from "./person-name.ts";
import { plain } from "./plain.ts";
import { capitalisedBefore } from "./words-before.ts";

const space = 32;
/** The line of a transcript, in characters, beyond which its speaker is not sought. */
const longestSpeech = 400;
const joints: readonly string[] = [", and ", " and ", ", "];
const opensNeighbour = /[^\p{L}\p{N}_/.@-]/u;
const neighbourAfter =
  /^(?: \(\d{1,3}\))?(?:,| and|, and| or| to| with) (\p{Lu}[\p{L}'\u2019-]{1,24})(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/u;

/** The name that stands beside a name in a list, as offsets into the text. */
export function neighbour(
  text: string,
  start: number,
  end: number,
  side: "before" | "after",
): readonly [start: number, end: number] | undefined {
  if (side === "before") {
    if (text.charCodeAt(start - 1) !== space) return undefined;
    const joint = joints.find((between) => text.startsWith(between, start - between.length));
    if (joint === undefined) return undefined;
    const last = start - joint.length;
    const from = capitalisedBefore(text, last);
    if (from === last || (from > 0 && !opensNeighbour.test(text.charAt(from - 1)))) return undefined;
    return isCuedName(text.slice(from, last)) ? [from, last] : undefined;
  }
  const joint = text.charAt(end);
  if (joint !== "," && (joint !== " " || !"aotw(".includes(text.charAt(end + 1)))) return undefined;
  const match = neighbourAfter.exec(text.slice(end, end + 40));
  const name = match?.[1];
  if (match === null || name === undefined || !isCuedName(name) || cityNames.has(plain(name)))
    return undefined;
  return [end + match[0].length - name.length, end + match[0].length];
}

const speakerOf = /^[> ]{0,4}(\p{Lu}[\p{L}'\u2019-]{1,24}): ?["\u201c]?\p{Lu}/u;

/** The speaker of the line before or after that of a speaker who is known as a person, as offsets into the text. */
export function speakerLine(
  text: string,
  start: number,
  end: number,
  side: "before" | "after",
): readonly [start: number, end: number] | undefined {
  if (text.charCodeAt(end) !== 58 || !' "\u201c'.includes(text.charAt(end + 1))) return undefined;
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
