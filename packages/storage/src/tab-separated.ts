import type { Labels } from "@voiceassist/wire";

// ClickHouse's TabSeparated: the same backslash escapes in a field and, with the quote, inside a Map or Array.
const FIELD_SPECIAL = /[\\\t\n\r\0\b\f]/;
const FIELD_SPECIALS = new RegExp(FIELD_SPECIAL, "g");
const QUOTED_SPECIAL = /[\\\t\n\r\0\b\f']/;
const QUOTED_SPECIALS = new RegExp(QUOTED_SPECIAL, "g");

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\0": "\\0",
  "\b": "\\b",
  "\f": "\\f",
  "'": "\\'",
};

const escapeCharacter = (character: string): string => ESCAPES[character] ?? character;

/** A String column. Unpaired surrogates become U+FFFD when the row is encoded as UTF-8. */
export function textField(text: string): string {
  return FIELD_SPECIAL.test(text) ? text.replace(FIELD_SPECIALS, escapeCharacter) : text;
}

function quoted(text: string): string {
  return `'${QUOTED_SPECIAL.test(text) ? text.replace(QUOTED_SPECIALS, escapeCharacter) : text}'`;
}

/** A Map(String, String) column, entries in the record's order. */
export function mapField(record: Labels): string {
  let field = "{";
  for (const name in record) {
    const value = record[name];
    if (value === undefined) continue;
    if (field.length > 1) field += ",";
    field += `${quoted(name)}:${quoted(value)}`;
  }
  return `${field}}`;
}

/** A Float64 column; every NaN is written as the plain NaN. */
export function floatField(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
