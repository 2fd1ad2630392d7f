import type { PhiKind } from "./phi-kind.ts";

/**
 * One kind of identifier, as data. The engine reads every detector once, when a redactor is made, and builds from all
 * of them one table of characters, digit runs and words that starts their shapes.
 */
export interface Detector {
  readonly kind: PhiKind;
  readonly shapes: readonly Shape[];
  /** Words, lower case, that make a weak shape certain when they stand near it. */
  readonly context: readonly string[];
  /** Words, lower case, that forbid a weak shape when they stand just before it. */
  readonly negativeContext: readonly string[];
  /** Field names whose value is this kind: words in lower case that must end the name (`patient name`). */
  readonly fieldNames: readonly string[];
  /** Field names so specific that they count anywhere in a name (`ssn` in `ssn_last4`). */
  readonly strongFieldNames: readonly string[];
  /**
   * What may stand, unquoted, after `name:` or `name=` in running text when the name is one of the field names.
   * Sticky and bounded. Without it, only quoted values are taken by their name.
   */
  readonly labelled?: RegExp;
  /** A last look at a labelled value, for kinds whose values are ordinary words. */
  readonly acceptsLabelled?: (value: string) => boolean;
  /** Whether what `name=` assigns is none of this kind, whatever the name: `PWD=/home/build`. */
  readonly isNone?: (value: string) => boolean;
  readonly examples: Examples;
}

interface Examples {
  /** The text, and the parts of it that must go. */
  readonly match: readonly (readonly [text: string, ...found: string[]])[];
  /** Texts in which nothing of this kind may be found. */
  readonly ignore: readonly string[];
}

export interface Shape {
  readonly anchor: Anchor;
  /**
   * Sticky, with bounded quantifiers only, so that a text costs time linear in its length. The identifier is the first
   * group, which must end the match; without a group it is the whole match.
   */
  readonly pattern: RegExp;
  /**
   * What belongs to the identifier where it follows what the pattern found, sticky. Shapes that end alike share it: each
   * pattern that holds it would be as much machine code again.
   */
  readonly tail?: RegExp;
  /** A strong shape counts alone; a weak one needs a context word near it. */
  readonly strength: "strong" | "weak";
  /** Checksum, ranges, gazetteer. */
  readonly accepts?: (value: string, text: string, start: number) => boolean;
  /** The part of the match that is the identifier, as offsets into it; undefined when none is. */
  readonly within?: (value: string, text: string, start: number) => readonly [number, number] | undefined;
  /** Where the identifier starts, given where its pattern matched: it may reach back; undefined rejects the match. */
  readonly startsAt?: (text: string, start: number, end: number) => number | undefined;
  /** Whether the last digits that it takes may be the next identifier's first: `+44 20 7946 0958 12 Main Street`. */
  readonly runsOn?: true;
  /** How far its context word may stand from a weak shape, in characters; 40 when left out. */
  readonly contextReach?: number;
}

/** Where in a text a shape is tried. */
export type Anchor = DigitsAnchor | CharacterAnchor | WordAnchor | PrefixAnchor | CapitalsAnchor;

/** At the start of a run of `min` to `max` digits, neither preceded by a letter nor by an underscore. */
interface DigitsAnchor {
  readonly on: "digits";
  readonly min: number;
  readonly max: number;
  /** Characters of which one must follow the run; any when left out. */
  readonly next?: string;
  /** Characters of which one must follow that one. */
  readonly second?: string;
  /** Characters of which one must be the run's first. */
  readonly first?: string;
  /** How many further runs of digits must follow, one or two separators between each. */
  readonly groups?: number;
  /** How many digits they must have together, unless three or more runs follow. */
  readonly digits?: number;
  /** Characters of which one, before the run, belongs to the identifier: `+` and `(` of a telephone number. */
  readonly lead?: string;
  /** Whether one of `lead` must be there. */
  readonly needsLead?: boolean;
  /** Words of which one must stand after the run, within `aheadCharacters`; to look for one costs less than the pattern. */
  readonly ahead?: readonly string[];
  /** Whether a comma must stand after the run, within `aheadCharacters`. */
  readonly commaAhead?: true;
  /** Whether a comma or a line's end must. */
  readonly breakAhead?: true;
}

/** At a character, after going back over at most `maxBack` characters of `back`. */
export interface CharacterAnchor {
  readonly on: "character";
  readonly character: "@" | ":";
  readonly back: RegExp;
  /** Characters of which one must follow the character. */
  readonly next?: string;
  /** Characters of which one must stand just before the character. */
  readonly previous?: string;
  /** What must stand somewhere between where going back ended and the character. */
  readonly needs?: string;
  /** The identifier starts where going back ended, and nowhere after it. */
  readonly startsThere?: boolean;
  /** Sticky; what must follow the character. */
  readonly follows?: RegExp;
  readonly maxBack: number;
}

/** At a word (letters, camelCase split, any case). */
interface WordAnchor {
  readonly on: "word";
  readonly words: Iterable<string>;
  /** Two ASCII characters each, of which one pair must stand just before the word. */
  readonly after?: readonly string[];
  /** Characters of which one must be the word's first, where its case counts. */
  readonly first?: string;
  /** Characters of which one must follow the word. */
  readonly next?: string;
  /** Characters of which one must follow that one. */
  readonly second?: string;
  /** Whether the pattern starts with the word or follows it. */
  readonly from: "start" | "end";
}

/** At a stretch of letters and digits that starts with one of these pairs of capitals, whatever words it holds. */
interface PrefixAnchor {
  readonly on: "prefix";
  readonly prefixes: readonly string[];
}

/** At the first of a run of capitalised words: `Jane Doe`, `General Hospital`. The pattern takes the whole run. */
interface CapitalsAnchor {
  readonly on: "capitals";
  /** Words of which one must stand somewhere in the text. */
  readonly needs?: readonly string[];
  /** Endings, of two letters or more, of which one of the words after the first must have one. */
  readonly endings?: readonly string[];
}
