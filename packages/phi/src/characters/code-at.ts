/**
 * The UTF-16 code that stands at `at`, 0 before the text and after it. Of `charCodeAt`, which says there that it is no
 * number, V8 no longer makes inline code wherever it was once asked beyond a text's ends: from then on each look costs
 * several times as much.
 */
export function codeAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0;
}
