/**
 * A label name as it stands in a path: names that are not legal in paths arrive as `U__` and the name with `_` doubled
 * and other characters as `_HEX_` ("UTF-8 escaping" of Prometheus' querying documentation).
 */
export function unescapeLabelName(escaped: string): string {
  if (!escaped.startsWith("U__")) return escaped;
  return escaped
    .slice("U__".length)
    .replace(/__|_(?<hex>[0-9a-fA-F]{1,6})_/gu, (whole, hex: string | undefined) => {
      if (hex === undefined) return "_";
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}
