import { clearList, createIntList, type IntList, noteThree } from "./int-list.ts";
import { lowestPlace } from "./shape-sets.ts";
import { speaks, type Vocabulary } from "./vocabulary.ts";
import { speaksOf } from "./word-scope.ts";

const negativeReach = 18;
/** No weak shape matches more characters, forward or back, than this. */
const longestWeak = 120;
/** Integers of one mark: where the word starts and ends, and its role, which says what it proves and forbids. */
const size = 3;
/** As many as a number has bits. */
const mostDetectors = 32;
/** No shape starts farther before the one that was asked about before it. */
const stepBackCharacters = 8;
const unasked = -1;

/** The words of a text that prove or forbid weak shapes near them, in the order of their places. */
export interface ContextMarks {
  /** Takes them from a text's anchors. */
  read(bytes: Uint8Array, anchors: IntList): void;
  /**
   * Whether a context word stands where it could reach a match that starts near `at`; cheaper than the match. It is asked in
   * the order of the text, when all words are known.
   */
  isNear(at: number, reach: number, bit: number): boolean;
  /** Whether a context word stands within reach of the match, and no word just before it forbids it. */
  proves(start: number, end: number, reach: number, bit: number): boolean;
}

export function createContextMarks({ sides, contextBits, negativeBits }: Vocabulary): ContextMarks {
  const list: IntList = createIntList();
  let bytes: Uint8Array = new Uint8Array(0);
  /** Of each detector, as far as the text was asked about: the last mark for it that ends before, and the first that does not. */
  const behind = new Int32Array(mostDetectors).fill(unasked);
  const ahead = new Int32Array(mostDetectors).fill(unasked);
  let askedAt = unasked;

  function startOf(mark: number): number {
    return list.items[mark] ?? 0;
  }
  function endOf(mark: number): number {
    return list.items[mark + 1] ?? 0;
  }

  function roleOf(mark: number): number {
    return list.items[mark + 2] ?? 0;
  }
  function contextOf(mark: number): number {
    return contextBits[roleOf(mark)] ?? 0;
  }

  function forget(): void {
    behind.fill(unasked);
    ahead.fill(unasked);
    askedAt = unasked;
  }

  /** The first mark for the detector from `mark` on. */
  function nextFor(bit: number, mark: number): number {
    let next = mark;
    while (next < list.length && (contextOf(next) & bit) === 0) next += size;
    return next;
  }

  /** The first mark that ends at or after `place`. */
  function firstAfter(place: number): number {
    let low = 0;
    let high = list.length / size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (endOf(middle * size) < place) low = middle + 1;
      else high = middle;
    }
    return low * size;
  }

  return {
    read(ofText, { items, length }) {
      bytes = ofText;
      clearList(list);
      if (askedAt !== unasked) forget();
      for (let three = 0; three < length; three += 3) {
        const role = items[three + 2] ?? 0;
        if (role < 0 || ((sides[role] ?? 0) & speaks) === 0) continue;
        noteThree(list, items[three] ?? 0, items[three + 1] ?? 0, role);
      }
    },
    isNear(at, reach, bit) {
      const detector = lowestPlace(bit);
      if (at < askedAt - stepBackCharacters) forget();
      askedAt = at;
      let next = ahead[detector] ?? 0;
      if (next === unasked) next = nextFor(bit, 0);
      while (next < list.length && endOf(next) < at) {
        behind[detector] = next;
        next = nextFor(bit, next + size);
      }
      ahead[detector] = next;
      if (next < list.length && startOf(next) <= at + reach + longestWeak) return true;
      const last = behind[detector] ?? 0;
      return last !== unasked && endOf(last) >= at - reach - longestWeak;
    },
    proves(start, end, reach, bit) {
      let near = false;
      const middle = firstAfter(start + 1);
      for (let mark = middle - size; mark >= 0; mark -= size) {
        const distance = start - endOf(mark);
        if (distance > reach || (near && distance > negativeReach)) break;
        if (distance <= negativeReach && ((negativeBits[roleOf(mark)] ?? 0) & bit) !== 0) return false;
        if (!near && (contextOf(mark) & bit) !== 0)
          near = speaksOf(bytes, startOf(mark), endOf(mark), start, end);
      }
      for (let mark = middle; !near && mark < list.length && startOf(mark) - end <= reach; mark += size) {
        near =
          startOf(mark) >= end &&
          (contextOf(mark) & bit) !== 0 &&
          speaksOf(bytes, startOf(mark), endOf(mark), start, end);
      }
      return near;
    },
  };
}
