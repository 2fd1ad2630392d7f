import { describe, expect, it } from "vitest";
import * as catalogue from "../catalogue.ts";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";
import { detectors } from "../registry.ts";
import { bindShapes } from "../scan/bound-shape.ts";

const redactor = createRedactor(defaultPolicy);

it.each(Object.entries(catalogue))("has the detector of %s under its name", (name, { kind }) => {
  expect(kind).toBe(name);
});

it("has no more detectors than a number has bits for their contexts", () => {
  expect(detectors.length).toBeLessThan(30);
});

describe("the shapes of all detectors", () => {
  const bound = bindShapes(detectors);

  it("ask for lists of words by bits that are no detector's", () => {
    const ofDetectors = bound.reduce((bits, { bit }) => bits | bit, 0);
    expect(bound.filter(({ aheadBit }) => (aheadBit & ofDetectors) !== 0)).toEqual([]);
  });

  /** `kRegExpTooLargeToOptimize` in V8's source. */
  const longestOptimised = 20 * 1_024;

  it("have no pattern so long that V8 leaves it slow", () => {
    const patterns = bound.flatMap(({ shape }) => [shape.pattern, shape.tail ?? shape.pattern]);
    expect(patterns.filter(({ source }) => source.length >= longestOptimised)).toEqual([]);
  });
});

describe.each(detectors.map((detector) => [detector.kind, detector.examples] as const))(
  "%s",
  (kind, examples) => {
    for (const [text, ...expected] of examples.match) {
      it(`finds it in ${JSON.stringify(text)}`, () => {
        const found = redactor.detect(text).filter((span) => span.kind === kind);
        expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
      });
    }
    for (const text of examples.ignore) {
      it(`leaves ${JSON.stringify(text)} as it is`, () => {
        expect(redactor.text(text)).toBe(text);
      });
    }
  },
);
