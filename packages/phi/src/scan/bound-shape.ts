import { byteAt, type CharacterBits, characterBits, matchingBits } from "../characters/character-bits.ts";
import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isApostrophe } from "../characters/letters.ts";
import type { Anchor, CharacterAnchor, Detector, Shape } from "../detector.ts";
import type { PhiKind } from "../phi-kind.ts";
import { mayTakeBracket } from "./brackets.ts";
import { type Found, strengths } from "./found.ts";
import { type LastLetters, lastLettersOf } from "./last-letters.ts";
import { reachOf } from "./pattern-reach.ts";
import { charactersBefore } from "./pattern-start.ts";

/** A shape with the detector it belongs to and what a scan asks of it most, made once. */
export interface BoundShape {
  /** Its place in the list of all shapes. */
  readonly index: number;
  readonly shape: WholeShape;
  readonly detector: Detector;
  readonly kind: PhiKind;
  /** The detector's bit in context masks. */
  readonly bit: number;
  readonly isWeak: boolean;
  /** Of what it finds, see `strengths`. */
  readonly strength: number;
  /** Characters of which one must be the first of the anchor's word; any when undefined. */
  readonly firstBits: CharacterBits | undefined;
  /** Pairs of bytes, see `pairOf`, of which one must stand just before the anchor's word; any when undefined. */
  readonly afterPairs: readonly number[] | undefined;
  /** Characters of which one must follow the anchor's word or character; any when undefined. */
  readonly nextBits: CharacterBits | undefined;
  readonly secondBits: CharacterBits | undefined;
  /** Characters of which one must stand before the match; any when undefined. */
  readonly beforeBits: CharacterBits | undefined;
  /**
   * Characters of which one must stand before that one; any when undefined, and when the bracket is one of them that ends what
   * stands for an identifier: an edit may leave it there, while none ends at the side of a word.
   */
  readonly earlierBits: CharacterBits | undefined;
  /** Characters of which one must stand just before a character anchor; any when undefined. */
  readonly previousBits: CharacterBits | undefined;
  /** Of a run of capitalised words, see `passedOver`. */
  readonly lastLetters: LastLetters | undefined;
  /** Characters over which a character anchor goes back. */
  readonly backBits: CharacterBits | undefined;
  /** Whether the identifier may be a group of the pattern, and not its whole match. */
  readonly hasGroup: boolean;
  /** Whether a group of the pattern may be a separator, which it refers back to. */
  readonly refersBack: boolean;
  /** Whether its match may be so long that nothing near its start tells of its end. */
  readonly isLong: boolean;
  /** How many characters before and after its start the pattern looks at, at most. */
  readonly reach: number;
  /** Whether a number that it finds counts alone, so that no other starts in it. */
  readonly isNumber: boolean;
  /** Whether it follows a word and takes no bracket: right before one, it finds nothing. */
  readonly stopsAtBracket: boolean;
  /** The bit of the words of which one must stand ahead, or anywhere; 0 when none must. */
  readonly aheadBit: number;
}

/** A shape with every property, absent ones as well: objects that are all alike are read several times faster. */
type WholeShape = Pick<Shape, "anchor" | "pattern"> & {
  readonly [Key in "tail" | "accepts" | "within" | "startsAt" | "runsOn" | "contextReach"]:
    | Shape[Key]
    | undefined;
};

function wholeShape({ anchor, pattern, ...rest }: Shape): WholeShape {
  const { accepts, within, startsAt, runsOn, contextReach } = rest;
  const tail = rest.tail === undefined ? undefined : withRanges(rest.tail);
  return {
    anchor,
    pattern: withRanges(pattern),
    tail,
    accepts,
    within,
    startsAt,
    runsOn,
    contextReach,
  };
}

const longBound = 512;

export function bindShapes(detectors: readonly Detector[]): readonly BoundShape[] {
  let index = 0;
  const lists: (readonly string[])[] = [];
  return detectors.flatMap((detector, place) =>
    detector.shapes.map((shape) => {
      const { last, earlier } = charactersBefore(shape.pattern);
      // Written out, never copied: see `movedTo`.
      return {
        index: index++,
        shape: wholeShape(shape),
        detector,
        kind: detector.kind,
        bit: 1 << place,
        isWeak: shape.strength === "weak",
        strength: strengths[shape.strength],
        firstBits: bitsOf(shape.anchor, "first"),
        afterPairs: pairsAfter(shape.anchor),
        nextBits: bitsOf(shape.anchor, "next"),
        secondBits: bitsOf(shape.anchor, "second"),
        beforeBits: last,
        earlierBits: earlier?.[closingBracket] === 1 ? undefined : earlier,
        previousBits: bitsOf(shape.anchor, "previous"),
        lastLetters: shape.anchor.on === "capitals" ? lastLettersOf(shape.anchor.endings) : undefined,
        backBits: shape.anchor.on === "character" ? matchingBits(shape.anchor.back) : undefined,
        hasGroup: hasIdentifierGroup(shape.pattern.source),
        refersBack: /\\[1-9]/.test(shape.pattern.source),
        isLong: longestRepeat(shape.pattern.source) >= longBound,
        reach: reachOf(shape.pattern) + (shape.tail === undefined ? 0 : reachOf(shape.tail)),
        isNumber: isNumber(shape, detector),
        stopsAtBracket: stopsAtBracket(shape),
        aheadBit: aheadBit(shape.anchor, lists),
      };
    }),
  );
}

const closingBracket = 93;

function stopsAtBracket({ anchor, pattern, startsAt }: Shape): boolean {
  const isAfterWord = anchor.on === "word" && anchor.from === "end" && startsAt === undefined;
  return isAfterWord && hasIdentifierGroup(pattern.source) && !mayTakeBracket(pattern);
}

/** From here on down; beyond it is what tells of types. */
const lastListBit = 29;

/** One bit for each list of words, of which there are few; none is a detector's. */
function aheadBit(anchor: Anchor, lists: (readonly string[])[]): number {
  const words = askedWords(anchor);
  if (words === undefined) return 0;
  if (!lists.includes(words)) lists.push(words);
  return 1 << (lastListBit - lists.indexOf(words));
}

/** Words of which the anchor asks for one beside itself. */
export function askedWords(anchor: Anchor): readonly string[] | undefined {
  if (anchor.on === "digits") return anchor.ahead;
  return anchor.on === "capitals" ? anchor.needs : undefined;
}

function longestRepeat(source: string): number {
  return Math.max(0, ...Array.from(source.matchAll(/\{\d{1,5},(\d{1,6})\}/g), ([, most]) => Number(most)));
}

function pairsAfter(anchor: Anchor): readonly number[] | undefined {
  if (anchor.on !== "word") return undefined;
  return anchor.after?.map((pair) => pairOf(pair.charCodeAt(0), pair.charCodeAt(1)));
}

export function pairOf(first: number, second: number): number {
  return first * 256 + second;
}

function bitsOf(anchor: Anchor, place: "first" | "previous" | "next" | "second"): CharacterBits | undefined {
  let characters: string | undefined;
  if (anchor.on === "word" && place !== "previous") characters = anchor[place];
  else if (anchor.on === "character" && (place === "previous" || place === "next"))
    characters = anchor[place];
  return characters === undefined ? undefined : characterBits(characters);
}

/** The pairs of bytes that the shape starts at. */
export function prefixPairs({ shape }: BoundShape): readonly number[] {
  if (shape.anchor.on !== "prefix") return [];
  return shape.anchor.prefixes.map((prefix) => pairOf(prefix.charCodeAt(0), prefix.charCodeAt(1)));
}

/** By the byte of the character that they stand around. */
export function shapesByCharacter(
  bound: readonly BoundShape[],
): readonly (readonly BoundShape[] | undefined)[] {
  const byCharacter: (BoundShape[] | undefined)[] = Array.from({ length: 128 }, () => undefined);
  for (const item of bound) {
    const { anchor } = item.shape;
    if (anchor.on !== "character") continue;
    const code = anchor.character.charCodeAt(0);
    byCharacter[code] = [...(byCharacter[code] ?? []), item];
  }
  return byCharacter;
}

/** What takes words, as an address does, is none: others may start in it and go on where it ends. */
function isNumber({ anchor, pattern, strength, runsOn }: Shape, detector: Detector): boolean {
  if (strength === "weak" || runsOn === true) return false;
  if (anchor.on === "digits") return !takesWords(pattern);
  return (
    anchor.on === "word" &&
    anchor.from === "end" &&
    !detector.shapes.some((shape) => shape.anchor.on === "digits" && takesWords(shape.pattern))
  );
}

function takesWords({ source }: RegExp): boolean {
  return source.includes("\\p{L");
}

/** A group that is referred back to is a separator, not the identifier. */
function hasIdentifierGroup(source: string): boolean {
  const groups = source.replace(/\\[^\d]|\[[^\]]*\]/g, "").match(/\((?!\?)/g)?.length ?? 0;
  const separators = new Set(source.match(/\\[1-9]/g)).size;
  return groups > separators;
}

/** What the shape finds at `at`, unless `cover`, which counts as much or more, holds it already. */
export function matchBeside(
  text: string,
  at: number,
  item: BoundShape,
  cover: Found | undefined,
): Found | undefined {
  const start = identifierStart(text, at, item);
  if (start < 0) return undefined;
  const isInside = cover !== undefined && start >= cover.start && item.shape.pattern.lastIndex <= cover.end;
  if (isInside && item.shape.startsAt === undefined && item.shape.tail === undefined) return undefined;
  return judge(text, at, start, item);
}

/** Where the identifier starts, -1 where the pattern does not match; it ends at the pattern's `lastIndex`. */
function identifierStart(text: string, at: number, { shape, hasGroup, refersBack }: BoundShape): number {
  const { pattern } = shape;
  pattern.lastIndex = at;
  if (!hasGroup) return pattern.test(text) ? at : -1;
  const match = pattern.exec(text);
  return match === null ? -1 : pattern.lastIndex - lengthOfIdentifier(match, refersBack);
}

/** The span of a match of the shape's pattern, unless the shape refuses its value. */
function judge(text: string, at: number, start: number, item: BoundShape): Found | undefined {
  const { kind, strength } = item;
  const { accepts, startsAt, within } = item.shape;
  const end = endOf(text, item);
  if (within !== undefined) {
    const part = within(text.slice(start, end), text, start);
    if (part === undefined) return undefined;
    return { start: start + part[0], end: start + part[1], kind, strength, quote: "" };
  }
  if (accepts !== undefined && !accepts(text.slice(start, end), text, start)) return undefined;
  const from = startsAt === undefined ? start : startsAt(text, start, end);
  if (from === undefined) return undefined;
  return {
    start: from,
    end: end === at ? endBefore(text, start) : end,
    kind,
    strength,
    quote: "",
  };
}

/** Where what the shape's pattern matched last ends, with its tail. */
function endOf(text: string, { shape: { pattern, tail } }: BoundShape): number {
  if (tail === undefined) return pattern.lastIndex;
  tail.lastIndex = pattern.lastIndex;
  return tail.test(text) ? tail.lastIndex : pattern.lastIndex;
}

/** A match of nothing stands for the words before it: the space between, a comma and a possessive are no part of them. */
function endBefore(text: string, start: number): number {
  const end = codeAt(text, start - 2) === 44 ? start - 2 : start - 1;
  const isOwner = codeAt(text, end - 1) === 115 && isApostrophe(codeAt(text, end - 2));
  return isOwner ? end - 2 : end;
}

/** The last group that took part is the identifier and ends the match, but where groups are there for back references. */
function lengthOfIdentifier(match: RegExpExecArray, refersBack: boolean): number {
  for (let group = match.length - 1; group > 0; group -= 1) {
    const value = match[group];
    if (value !== undefined) return !refersBack || match[0].endsWith(value) ? value.length : match[0].length;
  }
  return match[0].length;
}

/** Whether what follows the character at `index` lets the shape match around it. */
export function mayMatchAround(
  text: string,
  bytes: Uint8Array,
  index: number,
  { shape, nextBits }: BoundShape,
): boolean {
  const { anchor } = shape;
  if (anchor.on !== "character") return false;
  if (nextBits !== undefined && nextBits[byteAt(bytes, index + 1)] !== 1) return false;
  if (anchor.follows === undefined) return true;
  anchor.follows.lastIndex = index + 1;
  return anchor.follows.test(text);
}

/** The first match that starts at or before the character at `index`, over the characters that may precede it. */
export function matchAround(
  text: string,
  bytes: Uint8Array,
  index: number,
  item: BoundShape,
): Found | undefined {
  const { anchor } = item.shape;
  if (anchor.on !== "character") return undefined;
  if (item.previousBits !== undefined && item.previousBits[byteAt(bytes, index - 1)] !== 1) return undefined;
  const from = goneBack(text, bytes, index, item, anchor);
  if (anchor.needs !== undefined && !text.slice(from, index).includes(anchor.needs)) return undefined;
  const last = anchor.startsThere === true ? from : index;
  for (let start = from; start <= last; start += 1) {
    const identifier = identifierStart(text, start, item);
    if (identifier < 0) continue;
    const match = judge(text, start, identifier, item);
    return match === undefined || match.end < index ? undefined : match;
  }
  return undefined;
}

/** Where the characters start that the anchor goes back over from `index`; ASCII is answered from a table. */
function goneBack(
  text: string,
  bytes: Uint8Array,
  index: number,
  { backBits }: BoundShape,
  { back, maxBack }: CharacterAnchor,
): number {
  const limit = index > maxBack ? index - maxBack : 0;
  let from = index;
  for (; from > limit; from -= 1) {
    const byte = bytes[from - 1] ?? 0;
    const isBack =
      byte < 127 && backBits !== undefined ? backBits[byte] === 1 : back.test(text.charAt(from - 1));
    if (!isBack) break;
  }
  return from;
}
