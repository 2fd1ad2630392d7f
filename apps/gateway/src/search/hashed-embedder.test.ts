import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { embeddingDimensions } from "./embedding.ts";
import { hashedVector } from "./hashed-embedder.ts";

const similarity = (a: string, b: string) => {
  const other = hashedVector(b);
  return hashedVector(a).reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
};

test.each([
  ["the same words in another order", "dose of the asthma inhaler", "asthma inhaler dose"],
  ["an inflected word", "allergies to penicillin", "penicillin allergy"],
  ["a typing error", "metformin dosage", "metfornin dosage"],
  ["other letter case and accents", "Sjögren syndrome", "sjogren SYNDROME"],
])("%s is nearer than another subject", (_what, text, like) => {
  expect(similarity(text, like)).toBeGreaterThan(similarity(text, "knee surgery planned in May") + 0.2);
});

test("stop words alone make no vector", () => {
  expect(hashedVector("what is the")).toEqual(Array.from({ length: embeddingDimensions }, () => 0));
});

test("every vector has the index's size and length 1 or 0", () => {
  assert(
    property(string({ unit: "grapheme", maxLength: 200 }), (text) => {
      const vector = hashedVector(text);
      expect(vector).toHaveLength(embeddingDimensions);
      const length = Math.hypot(...vector);
      expect(length === 0 || Math.abs(length - 1) < 1e-2).toBe(true);
    }),
  );
});
