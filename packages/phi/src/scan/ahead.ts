import type { DigitShape } from "./digit-shapes.ts";
import { clearList, createIntList, type IntList, noteThree } from "./int-list.ts";
import { lowestPlace } from "./shape-sets.ts";
import { insideAnchor } from "./text-anchors.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** More than what any shape takes before the word or the mark that it asks for. */
const aheadCharacters = 512;
/** As many as a number has bits. */
const mostLists = 32;
/** What stands in a mailbox is known as no word any more. */
const anyList = -1;

/** Where in a text what shapes ask for stands after a number; it is asked about numbers in the order of the text. */
export interface Ahead {
  clear(): void;
  /** Whether what the shape asks for stands after the number at `start`, given the anchors of the text. */
  has(shape: DigitShape, text: string, start: number, anchors: IntList): boolean;
}

function bitsOfMark(sort: number): number {
  return sort === insideAnchor ? anyList : 0;
}

export function createAhead({ aheadBits }: Vocabulary): Ahead {
  /** Threes: where a word starts that some shape asks for, the bits of its lists, and nothing. */
  const words = createIntList();
  let areNoted = false;
  /** Of each list of words, where in `words` the next of it stands. */
  const next = new Int32Array(mostLists);
  let comma = -1;
  let lineEnd = -1;

  function noteWords({ items, length }: IntList): void {
    areNoted = true;
    for (let three = 0; three < length; three += 3) {
      const sort = items[three + 2] ?? 0;
      // To look before an array costs a hundred times more than to look into it.
      const bits = sort < 0 ? bitsOfMark(sort) : (aheadBits[sort] ?? 0);
      if (bits !== 0) noteThree(words, items[three] ?? 0, bits, 0);
    }
  }

  function hasWord(anchors: IntList, start: number, bit: number): boolean {
    if (!areNoted) noteWords(anchors);
    const { items, length } = words;
    const list = lowestPlace(bit);
    let three = next[list] ?? 0;
    while (three < length && ((items[three] ?? 0) < start || ((items[three + 1] ?? 0) & bit) === 0))
      three += 3;
    next[list] = three;
    return three < length && (items[three] ?? 0) <= start + aheadCharacters;
  }

  /** Where the mark stands next, given where it was found last; beyond the text where it does not. */
  function nextOf(mark: string, last: number, text: string, start: number): number {
    if (last >= start) return last;
    const found = text.indexOf(mark, start);
    return found < 0 ? text.length + aheadCharacters + 1 : found;
  }

  function hasComma(text: string, start: number): boolean {
    comma = nextOf(",", comma, text, start);
    return comma <= start + aheadCharacters;
  }

  function hasBreak(text: string, start: number): boolean {
    lineEnd = nextOf("\n", lineEnd, text, start);
    return lineEnd <= start + aheadCharacters || hasComma(text, start);
  }

  return {
    clear() {
      comma = -1;
      lineEnd = -1;
      if (!areNoted) return;
      clearList(words);
      areNoted = false;
      next.fill(0);
    },
    has({ item: { aheadBit }, needsComma, needsBreak }, text, start, anchors) {
      if (aheadBit !== 0 && !hasWord(anchors, start, aheadBit)) return false;
      return (!needsComma || hasComma(text, start)) && (!needsBreak || hasBreak(text, start));
    },
  };
}
