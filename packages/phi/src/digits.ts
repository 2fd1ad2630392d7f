/** The ASCII digits of a text. */
export function digitsOf(text: string): string {
  let digits = "";
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code >= 48 && code <= 57) continue;
    if (at > from) digits += text.slice(from, at);
    from = at + 1;
  }
  return digits;
}

export function countDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}
