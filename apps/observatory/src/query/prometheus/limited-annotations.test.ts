import { expect, test } from "vitest";
import { limitedAnnotations } from "./limited-annotations.ts";

test("ten annotations of a kind are answered, and how many were more", () => {
  const texts = Array.from({ length: 12 }, (_, index) => `text ${index}`);
  expect(limitedAnnotations(texts.slice(0, 10), "info")).toEqual(texts.slice(0, 10));
  expect(limitedAnnotations(texts, "warning")).toEqual([
    ...texts.slice(0, 10),
    "2 more warning annotations omitted",
  ]);
});
