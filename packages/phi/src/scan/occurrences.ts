import { clearList, createIntList, firstThree, noteThree } from "./int-list.ts";
import { forgetAfterScan } from "./scan-memory.ts";

/** So much before what is asked about is read too: what is asked next may stand a little before it. */
const slackCharacters = 512;
/** More between what was read and what is asked about is passed over. */
const longestGap = 1_024;

/** Whether a pattern stands whole in a part of a text. */
export type Occurrences = (text: string, from: number, to: number) => boolean;

/**
 * Where a pattern, which is to be global, stands in the text that was asked about last, as far as it was read. Every name or
 * year of a text asks what stands around it, and each character is gone over once for all of them.
 */
export function createOccurrences(pattern: RegExp): Occurrences {
  /** Threes: where a match starts and ends, and nothing. */
  const matches = createIntList();
  let readText = "";
  let readFrom = 0;
  let readUntil = 0;
  let isRead = false;

  function forget(): void {
    isRead = false;
    readText = "";
    readUntil = 0;
    clearList(matches);
  }

  function startAt(from: number): void {
    clearList(matches);
    if (!isRead) forgetAfterScan(forget);
    isRead = true;
    readFrom = Math.max(0, from - slackCharacters);
    readUntil = readFrom;
  }

  function readOn(text: string, to: number): void {
    while (readUntil < to) {
      pattern.lastIndex = readUntil;
      const match = pattern.exec(text);
      if (match === null) {
        readUntil = text.length;
        return;
      }
      readUntil = pattern.lastIndex;
      noteThree(matches, match.index, readUntil, 0);
    }
  }

  return (text, from, to) => {
    if (text !== readText || from < readFrom || from > readUntil + longestGap) startAt(from);
    // Two strings of one text are compared character by character, this one and itself are not.
    readText = text;
    if (readUntil < to) readOn(text, Math.min(to, text.length));
    const { items, length } = matches;
    const three = firstThree(matches, from);
    return three < length && (items[three + 1] ?? 0) <= to;
  };
}
