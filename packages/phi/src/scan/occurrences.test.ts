import fc from "fast-check";
import { expect, it } from "vitest";
import { createOccurrences } from "./occurrences.ts";
import { endScan } from "./scan-memory.ts";

const words = fc.array(fc.constantFrom("ab", "abc", "x", " ", ". ", "-"), { maxLength: 600 });
const places = fc.array(fc.tuple(fc.nat(1_400), fc.nat(300)), { maxLength: 12 });

it("tells of every part of a text, in any order, whether the pattern stands whole in it", () => {
  const isThere = createOccurrences(/\babc?\b/g);
  fc.assert(
    fc.property(words, places, (pieces, parts) => {
      const text = pieces.join("");
      for (const [from, length] of parts) {
        const to = from + length;
        const matches = [...text.matchAll(/\babc?\b/g)];
        const expected = matches.some(({ index, 0: found }) => index >= from && index + found.length <= to);
        expect(isThere(text, from, to)).toBe(expected);
      }
    }),
  );
  endScan();
});
