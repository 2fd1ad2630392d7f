import { codeAt } from "../characters/code-at.ts";

/**
 * Moves an offset that lies inside a JSON escape (`\n`, `\u0040`) or a percent-encoded byte (`%20`) to the escape's
 * start, so that JSON stays JSON and a URL a URL.
 */
export function beforeEscape(text: string, at: number): number {
  const around = escapeAround(text, at);
  return around === undefined ? at : around.start;
}

/** As `beforeEscape`, to the escape's end. */
export function afterEscape(text: string, at: number): number {
  const around = escapeAround(text, at);
  return around === undefined ? at : around.end;
}

const longestEscape = 6;

function escapeAround(
  text: string,
  at: number,
): { readonly start: number; readonly end: number } | undefined {
  for (let start = at - 1; start >= 0 && start > at - longestEscape; start -= 1) {
    const code = codeAt(text, start);
    if (code === 37) {
      if (at - start < 3 && /^%[0-9A-Fa-f]{2}/.test(text.slice(start, start + 3)))
        return { start, end: start + 3 };
    } else if (code === 92 && isActive(text, start)) {
      const letter = text.charAt(start + 1);
      const size = letter === "u" ? longestEscape : 2;
      if (at < start + size && 'nrtbfu"\\/'.includes(letter) && letter !== "") {
        return { start, end: Math.min(text.length, start + size) };
      }
    }
  }
  return undefined;
}

function isActive(text: string, slash: number): boolean {
  let before = 0;
  while (text.charAt(slash - before - 1) === "\\") before += 1;
  return before % 2 === 0;
}
