import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { givenNames } from "../names/given-names.ts";
import { mentionsOf } from "../names/mentions.ts";
import { neighbour, speakerLine } from "../names/name-beside.ts";
import { plain } from "../names/plain.ts";
import { type Found, movedTo, strengths } from "./found.ts";

/** Names in one list that are followed from one found name, at most. */
const maxNeighbours = 8;
/** `, Cite El Farik.`: what a comma parts from an address, to the sentence's end, is its town. */
const townAfter = withRanges(
  /^,[\s>]{1,3}(?!(?:I|He|She|We|They|Please|The|It|But|And|So|My|Our|Mr|Mrs|Ms|Dr)\b)\p{Lu}[\p{L}'\u2019.-]{1,24}(?: (?:\p{Ll}{1,3} ){0,2}\p{Lu}[\p{L}'\u2019-]{0,24}){0,3}(?=[.;!?\n]|, \p{Ll}|$| (?:last|this|tonight|after|before|and|to|on)\b)/u,
);
/** A town, a region or `nan` for one that is missing, and a postcode, in lines after a street; or the postcode alone after such. */
const postcodeAfter = withRanges(
  /^,?[\s>?]{1,8}\p{Lu}[\p{L}'\u2019.-]{0,24}(?:[ -](?:\p{Ll}{1,4} ){0,2}\p{L}[\p{L}'\u2019-]{0,24}){0,3},?[\s>?]{1,8}(?:nan|[A-Z]{2,3})[\s>?]{1,8}(?:[A-Z]{1,2}-)?\d{3,6}(?:[- ]\d{2,4})?(?: [A-Z]{2})?(?![\w-]|[.:]\d)/u,
);
const postcodeOfRegion =
  /(?<=\b(?:nan|[A-Z]{2})\s)\s{0,8}(?:[A-Z]{1,2}-)?\d{3,5}(?:[- ]\d{2,4})?(?=\s*(?:\n|$))/uy;
/** `, Springfield`, ` in Bronx`: the town of a hospital. */
const townOfSite = withRanges(
  /^(?:, (?!(?:Dr|Mr|Mrs|Ms|MRN|DOB|ID|SSN|Dept|Room|Ward|Unit)(?!\p{Ll})|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}{0,6}\.? \d)| in (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))(\p{Lu}\p{Ll}[\p{L}'\u2019.-]{1,24}(?: \p{Lu}\p{Ll}[\p{L}'\u2019-]{1,24}){0,2}(?:, [A-Z]{2})?)(?=[;?!)]|[,.](?:\s|$)|$| (?:on|under|with|who|and|for|last|in|by|where|\())(?!\p{L})/u,
);
const isSite =
  /(?:Hosp(?:ital)?|Clinic|Cent(?:er|re)|General|Medical|Institute|Office|Health|Memorial|Sinai|Hopkins|clinic|hospital|office|Home|Langone|Practice|Care)\.?$/;
const longestTown = 72;
const longestSite = 12;
const restOfMailbox = /[\w.+-]{0,32}@/y;
const lineFeed = 10;
const longestGap = 8;

/** What the spans found prove of the text between and beside them: parts of one address, names in one list. */
export function withNeighbours(text: string, found: Found[]): Found[] {
  const places: Found[] = [];
  const names: Found[] = [];
  for (const span of found) {
    if (span.kind === "NAME") {
      if (!isMailbox(text, span.end)) names.push(span);
    } else if (span.kind === "PLACE" || span.kind === "ADDRESS") places.push(span);
  }
  if (places.length > 1) {
    places.sort((a, b) => a.start - b.start);
    let previous: Found | undefined;
    for (const place of places) {
      if (previous !== undefined && isGap(text, previous.end, place.start)) {
        found.push(movedTo(previous, previous.start, place.end));
      }
      if (previous === undefined || place.end > previous.end) previous = place;
    }
  }
  for (const place of places) {
    if (place.kind !== "ADDRESS") {
      const end = siteEnd(text, place);
      if (end > place.end) found.push(movedTo(place, place.start, end));
      continue;
    }
    const code =
      postcodeAfter.exec(text.slice(place.end, place.end + longestTown))?.[0].length ??
      regionCode(text, place.end);
    if (code > 0) {
      found.push(movedTo(place, place.start, place.end + code));
      continue;
    }
    const town = townAfter.exec(text.slice(place.end, place.end + longestTown));
    if (town !== null) found.push(movedTo(place, place.start, place.end + town[0].length));
  }
  if (names.length > 0) addNames(text, found, joined(names));
  return found;
}

/** How long the postcode is that follows a region at an address's end. */
function regionCode(text: string, at: number): number {
  if (!isSpace(codeAt(text, at))) return 0;
  postcodeOfRegion.lastIndex = at + 1;
  return postcodeOfRegion.test(text) ? postcodeOfRegion.lastIndex - at : 0;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10;
}

/** Where the town of a hospital ends; where the hospital does, when none follows it. */
function siteEnd(text: string, { start, end }: Found): number {
  if (!isSite.test(text.slice(Math.max(start, end - longestSite), end))) return end;
  const town = townOfSite.exec(text.slice(end, end + longestTown));
  const name = town?.[1];
  if (town === null || name === undefined || givenNames.has(plain(name.split(" ", 1)[0] ?? ""))) return end;
  return end + town[0].length;
}

/** Whether only commas, spaces and the marks of a quotation stand between. */
function isGap(text: string, from: number, to: number): boolean {
  if (to <= from || to - from > longestGap) return false;
  for (let at = from; at < to; at += 1) if (!isOfGap(codeAt(text, at))) return false;
  return true;
}

function isOfGap(code: number): boolean {
  return code === 32 || code === 44 || code === 62 || (code >= 9 && code <= 13) || code === 0xa0;
}

/** Whether the name before `at` is that of a mailbox, `jane.doe7@example.org`: in no sentence is it written that way. */
function isMailbox(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code === 32 || code === 44 || code === lineFeed) return false;
  restOfMailbox.lastIndex = at;
  return restOfMailbox.test(text);
}

/** One span for those that overlap, so that each part of a name is looked for once. */
function joined(names: readonly Found[]): readonly Found[] {
  if (names.length === 1) return names;
  const apart: Found[] = [];
  const ordered = names.toSorted((a, b) => a.start - b.start);
  let [first] = ordered;
  let end = first?.end ?? 0;
  for (const span of ordered) {
    if (first !== undefined && span.start >= end) {
      apart.push(movedTo(first, first.start, end));
      first = span;
    }
    end = Math.max(end, span.end);
  }
  if (first !== undefined) apart.push(movedTo(first, first.start, end));
  return apart;
}

/** Names beside names in lists, speakers of the lines around one, and parts of a full name that stand again. */
function addNames(text: string, found: Found[], names: readonly Found[]): void {
  const known = new Set(found.map(({ start }) => start));
  const searched = new Map<string, number>();
  for (const span of names) {
    for (const side of ["before", "after"] as const) {
      for (const next of [neighbour, speakerLine]) {
        let { start, end } = span;
        for (let count = 0; count < maxNeighbours; count += 1) {
          const place = next(text, start, end, side);
          if (place === undefined || known.has(place[0])) break;
          [start, end] = place;
          known.add(start);
          found.push(movedTo(span, start, end));
        }
      }
    }
    for (const { start, end } of mentionsOf(text, span.start, span.end, searched, known)) {
      known.add(start);
      found.push({ start, end, kind: span.kind, strength: strengths.weak, quote: span.quote });
    }
  }
}
