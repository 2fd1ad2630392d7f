/** What a class of Unicode costs beside a character, by measure. */
const unicodeClassSize = 20;

const token =
  /\\Q.*?(?:\\E|$)|\\[pP](?:\{[^}]*\}|.)|\\.|\[\^?\]?(?:\[:\w+:\]|\\[pP](?:\{[^}]*\}|.)|\\.|[^\]\\])*\]|\((?:\?[^:)]*:|\?P?<\w+>)?|\)|\{(\d+)(?:,(\d*))?\}|./gs;

/** How long an RE2 pattern is with its counted repetitions written out, roughly. */
export function patternSize(pattern: string): number {
  /** The size of each open group so far, and of the last item in it, to which a repetition belongs. */
  const groups: { size: number; last: number }[] = [{ size: 0, last: 0 }];
  for (const [text, least, most] of pattern.matchAll(token)) {
    const group = groups.at(-1) ?? { size: 0, last: 0 };
    if (text.startsWith("(")) groups.push({ size: 1, last: 0 });
    else if (text === ")" && groups.length > 1) {
      groups.pop();
      addItem(groups.at(-1) ?? group, group.size);
    } else if (least === undefined)
      addItem(group, 1 + unicodeClassSize * (text.match(/\\[pP]/g)?.length ?? 0));
    else {
      const times = Math.max(1, Number(least), Number(most ?? 0));
      group.size += group.last * (times - 1);
      group.last *= times;
    }
  }
  return groups.reduce((sum, { size }) => sum + size, 0);
}

function addItem(group: { size: number; last: number }, size: number): void {
  group.size += size;
  group.last = size;
}
