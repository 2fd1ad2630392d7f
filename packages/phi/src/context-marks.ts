import { clearList, createIntList, type IntList, noteThree } from "./int-list.ts";
import type { WordRole } from "./vocabulary.ts";
import { speaksOf } from "./word-scope.ts";

const negativeReach = 18;
/** No weak shape matches more characters, forward or back, than this. */
const longestWeak = 120;
/** Integers of one mark: where the word starts and ends, and its role, which says what it proves and forbids. */
const size = 3;
const noRole = { contextBits: 0, negativeBits: 0 };

/** The words of a text that prove or forbid weak shapes near them, in the order of their places. */
export interface ContextMarks {
  clear(bytes: Uint8Array): void;
  add(start: number, end: number, role: WordRole): void;
  /** Whether a context word stands where it could reach a match that starts near `at`; cheaper than the match. */
  isNear(at: number, reach: number, bit: number): boolean;
  /** Whether a context word stands within reach of the match, and no word just before it forbids it. */
  proves(start: number, end: number, reach: number, bit: number): boolean;
}

export function createContextMarks(roles: readonly WordRole[]): ContextMarks {
  const list: IntList = createIntList();
  let bytes: Uint8Array = new Uint8Array(0);

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
    return roles[roleOf(mark)]?.contextBits ?? 0;
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
    clear(ofText) {
      bytes = ofText;
      clearList(list);
    },
    add(start, end, role) {
      noteThree(list, start, end, role.index);
    },
    isNear(at, reach, bit) {
      const first = at - reach - longestWeak;
      const last = at + reach + longestWeak;
      const middle = firstAfter(at);
      // Most have one beside them.
      for (let mark = middle; mark < list.length && startOf(mark) <= last; mark += size) {
        if ((contextOf(mark) & bit) !== 0) return true;
      }
      for (let mark = middle - size; mark >= 0 && endOf(mark) >= first; mark -= size) {
        if ((contextOf(mark) & bit) !== 0) return true;
      }
      return false;
    },
    proves(start, end, reach, bit) {
      let near = false;
      const middle = firstAfter(start + 1);
      for (let mark = middle - size; mark >= 0; mark -= size) {
        const distance = start - endOf(mark);
        if (distance > reach || (near && distance > negativeReach)) break;
        const { contextBits, negativeBits } = roles[roleOf(mark)] ?? noRole;
        if (distance <= negativeReach && (negativeBits & bit) !== 0) return false;
        if (!near && (contextBits & bit) !== 0)
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
