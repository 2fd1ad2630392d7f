import { describe, expect, test } from "vitest";
import { bitsOfProperty, withRanges } from "./letter-ranges.ts";

const all = Array.from({ length: 0xd8_00 }, (_, code) => code);
/** Where Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic are. */
const exact = all.filter((code) => code <= 0x06_ff || (code >= 0x1e_00 && code <= 0x1f_ff));

describe("letters as ranges", () => {
  test.each(["L", "Lu", "Ll", "N"])("are those of \\p{%s} in the scripts that have capitals", (name) => {
    const property = new RegExp(`^\\p{${name}}$`, "u");
    const ranges = withRanges(property);
    const differ = exact.filter((code) => {
      const character = String.fromCharCode(code);
      return property.test(character) !== ranges.test(character);
    });
    expect(differ).toEqual([]);
  });

  test("hold every letter of the other scripts that is one unit", () => {
    const letters = bitsOfProperty("L");
    const missing = all.filter(
      (code) => code < 0xa0_00 && /\p{L}/u.test(String.fromCharCode(code)) && letters[code] !== 1,
    );
    // Between the scripts: letters as signs, and the repetition marks of Japanese.
    expect(missing.filter((code) => code < 0x20_70 || code > 0x30_3f)).toEqual([]);
  });

  test("stand in character classes and outside them", () => {
    const pattern = withRanges(/^[^\p{L}\]'-]\p{Lu}[\p{Ll}\p{N}]+\\p$/u);
    expect(pattern.source).not.toContain("p{");
    expect(pattern.flags).toBe("u");
    expect(pattern.test(" Éa7\\p")).toBe(true);
    expect(pattern.test("aÉa7\\p")).toBe(false);
  });

  test("are asked for by none of the other patterns", () => {
    const pattern = /[a-z]\d/iy;
    expect(withRanges(pattern)).toBe(pattern);
  });
});
