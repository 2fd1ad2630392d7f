import { expect, test } from "vitest";
import { languageFeatures } from "./language-features.ts";
import { promqlFeatures } from "./parse/check-features.ts";

test("everything is listed, and what is behind a feature only with it", () => {
  const all = languageFeatures(promqlFeatures);
  expect(Object.values(all).flatMap((list) => Object.values(list))).not.toContain(false);
  expect(all.functions).toMatchObject({ rate: true, mad_over_time: true, info: true });
  expect(all.operators).toMatchObject({ "+": true, "=~": true, unless: true, topk: true, limitk: true });

  const few = languageFeatures(new Set());
  expect(few.functions).toMatchObject({ rate: true, mad_over_time: false });
  expect(few.operators).toMatchObject({ topk: true, limitk: false, limit_ratio: false });
  expect(few.syntax).toMatchObject({ offset: true, fill: false, smoothed: false });
});
