/** How a JSON text opens (RFC 8259). What opens otherwise, `[REDACTED:NAME] left`, would cost an exception. */
const opening = /^\s*(?:"|-?\d|true|false|null|\[\s*(?:["\d[\]{-]|true|false|null)|\{\s*["}])/;

/** The value of a JSON text, or undefined for a text that is no JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  if (!opening.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
