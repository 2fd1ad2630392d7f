import { assert, property, string, stringMatching } from "fast-check";
import { expect, test } from "vitest";
import { chunkLengthCharacters, chunkText } from "./chunk-text.ts";

/** Halves of surrogate pairs do not survive it. */
const throughUtf8 = (text: string) => Buffer.from(text).toString("utf8");

test("a short text is one chunk", () => {
  expect(chunkText(" One sentence. ")).toEqual(["One sentence."]);
});

test("a text without words has no chunk", () => {
  expect(chunkText(" \n\n ")).toEqual([]);
});

test("a chunk ends with a paragraph, else with a sentence", () => {
  const paragraph = "A sentence of this text. ".repeat(24).trim();
  expect(chunkText(`${paragraph}\n\n${paragraph}`)[0]).toBe(paragraph);
  expect(chunkText("A sentence of this text. ".repeat(100))[0]).toMatch(/text\.$/);
});

test("chunks are bounded, trimmed, in order, and together hold every word", () => {
  assert(
    property(stringMatching(/^([a-z]{1,12}[ .\n]{1,2}){0,800}$/), (text) => {
      const chunks = chunkText(text);
      let from = 0;
      for (const chunk of chunks) {
        expect(chunk.length).toBeLessThanOrEqual(chunkLengthCharacters);
        expect(chunk).toBe(chunk.trim());
        const at = text.indexOf(chunk, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at;
      }
      const words = (of: string) => new Set(of.match(/[a-z]+/g) ?? []);
      expect(words(chunks.join(" "))).toEqual(words(text));
    }),
    { numRuns: 50 },
  );
});

test("no chunk splits a character, and every text ends", () => {
  assert(
    property(string({ unit: "binary", maxLength: 3_000 }), (text) => {
      for (const chunk of chunkText(throughUtf8(text))) expect(throughUtf8(chunk)).toBe(chunk);
    }),
    { numRuns: 50 },
  );
  for (const chunk of chunkText("😀".repeat(2_000))) expect(throughUtf8(chunk)).toBe(chunk);
});
