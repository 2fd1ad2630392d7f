import { describe, expect, it } from "vitest";
import * as catalogue from "../catalogue.ts";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../default-policy.ts";
import { detectors } from "../registry.ts";

const redactor = createRedactor(defaultPolicy);

it.each(Object.entries(catalogue))("has the detector of %s under its name", (name, { kind }) => {
  expect(kind).toBe(name);
});

it("has no more detectors than a number has bits for their contexts", () => {
  expect(detectors.length).toBeLessThan(30);
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
