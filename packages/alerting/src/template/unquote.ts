const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

const escaped = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([\s\S]))/gu;

/** The text of a quoted or raw string of Go; `undefined` when an escape is none. */
export function unquoted(literal: string): string | undefined {
  const inner = literal.slice(1, -1);
  if (literal.startsWith("`")) return inner;
  let isValid = true;
  const text = inner.replace(
    escaped,
    (_, hex?: string, short?: string, long?: string, octal?: string, single?: string) => {
      const digits = hex ?? short ?? long;
      const code = digits === undefined ? Number.parseInt(octal ?? "", 8) : Number.parseInt(digits, 16);
      if (single === undefined && code <= 0x10ffff) return String.fromCodePoint(code);
      const meaning = single === undefined ? undefined : escapes[single];
      if (meaning === undefined) isValid = false;
      return meaning ?? "";
    },
  );
  return isValid ? text : undefined;
}
