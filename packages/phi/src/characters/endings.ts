/** Whether a word ends as one of some endings, of two letters at least; a pattern would try all of them at every letter. */
export function createEndings(endings: readonly string[]): (word: string) => boolean {
  const byLast = new Map<string, string[]>();
  for (const ending of endings) {
    const last = ending.slice(-2);
    byLast.set(last, [...(byLast.get(last) ?? []), ending]);
  }
  return (word) => byLast.get(word.slice(-2))?.some((ending) => word.endsWith(ending)) === true;
}
