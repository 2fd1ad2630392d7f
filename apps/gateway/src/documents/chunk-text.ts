export const chunkLengthCharacters: number = 800;
const overlapCharacters = 150;

/** Where a chunk would rather end, best first. */
const boundaries: readonly RegExp[] = [/\n\s*\n/g, /[.!?]["')\]]?\s/g, /\s/g];

/**
 * Cuts text into pieces of at most {@link chunkLengthCharacters}, at the end of a paragraph, a sentence or a word where
 * there is one in the second half of the piece. Neighbours overlap, so that a sentence at a cut is whole in one of them.
 * Pieces are trimmed and never empty.
 */
export function chunkText(text: string): readonly string[] {
  const chunks: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = chunkEnd(text, start);
    const chunk = text.slice(start, end).trim();
    if (chunk !== "") chunks.push(chunk);
    if (end === text.length) break;
    start = chunkStart(text, start, end);
  }
  return chunks;
}

function chunkEnd(text: string, start: number): number {
  const limit = start + chunkLengthCharacters;
  if (limit >= text.length) return text.length;
  const half = start + chunkLengthCharacters / 2;
  const secondHalf = text.slice(half, limit);
  for (const boundary of boundaries) {
    const last = [...secondHalf.matchAll(boundary)].at(-1);
    if (last !== undefined) return half + last.index + last[0].length;
  }
  return wholeCharacter(text, limit);
}

/** The start of the next chunk: at a word, and always after the last one's start. */
function chunkStart(text: string, previousStart: number, previousEnd: number): number {
  const from = previousEnd - overlapCharacters;
  const space = text.slice(from, previousEnd).search(/\s/);
  const start = space === -1 ? previousEnd : from + space + 1;
  return Math.max(start, previousStart + 1);
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}
