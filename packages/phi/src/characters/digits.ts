import { codeAt } from "./code-at.ts";

/** The ASCII digits of a text. */
export function digitsOf(text: string): string {
  let digits = "";
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = codeAt(text, at);
    if (code >= 48 && code <= 57) continue;
    if (at > from) digits += text.slice(from, at);
    from = at + 1;
  }
  return digits;
}

export function countDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = codeAt(text, at);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}
