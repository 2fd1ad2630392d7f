/** A run of text, or a typed placeholder that stands where an identifier was. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "placeholder"; readonly text: string; readonly type: string };

const placeholder = /\[REDACTED(?::([A-Z][A-Z_]*))?\]/g;

/** Splits at the redactor's placeholders (`[REDACTED:SSN]`); the parts' texts join to the text again. */
export function splitAtPlaceholders(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    parts.push({ kind: "placeholder", text: match[0], type: match[1] ?? "" });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}
