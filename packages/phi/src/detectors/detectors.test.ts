import { describe, expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../default-policy.ts";
import { phiKinds } from "../phi-kind.ts";
import { detectors } from "../registry.ts";

const redactor = createRedactor(defaultPolicy);

it("has exactly one detector for every kind", () => {
  expect(detectors.map(({ kind }) => kind).toSorted()).toEqual([...phiKinds].toSorted());
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
