import fc from "fast-check";
import { expect, it } from "vitest";
import type { Detector } from "../detector.ts";
import { placeholder } from "../placeholder.ts";
import { detectors } from "../registry.ts";
import { withEdits } from "./edit.ts";
import { resolveOverlaps } from "./found.ts";
import { createScanner } from "./scanner.ts";

const scanner = createScanner(detectors, []);
const examples = detectors.flatMap((detector) => [
  ...detector.examples.match.map(([text]) => text),
  ...detector.examples.ignore,
  ...detector.context,
  ...detector.negativeContext,
]);
const glue = [" ", ", ", "\n", '"', ":", "=", "/", "(", "]", "-", ".", "_", "1", "a"];
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...examples) },
      { weight: 5, arbitrary: fc.constantFrom(...glue) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(""));

const unasking: readonly Detector[] = detectors.map((detector) => ({
  ...detector,
  shapes: detector.shapes.map((shape) => {
    if (shape.anchor.on !== "digits") return shape;
    const { ahead: _, commaAhead: __, breakAhead: ___, ...anchor } = shape.anchor;
    return { ...shape, anchor };
  }),
}));

it("misses nothing by asking for words and commas ahead of a number", () => {
  const patient = createScanner(unasking, []);
  const words =
    "12 5850 42-a lives at my address Old Main of Street, Ave lane RD Apt suite Flat Box IL CA 90210 L8G6L1 @x.org";
  const addresses = fc
    .array(fc.constantFrom(...words.split(" ")), { maxLength: 12 })
    .map((parts) => parts.join(" "));
  fc.assert(
    fc.property(fc.oneof(text, addresses), (given) => {
      expect(scanner.scan(given).found).toEqual(patient.scan(given).found);
    }),
    { numRuns: 1_000 },
  );
});

it("finds in an edited text, without reading it again, what a scan of it finds", () => {
  let compared = 0;
  fc.assert(
    fc.property(text, (given) => {
      const { found, mayBeEncoded, tokens } = scanner.scan(given);
      const edits = resolveOverlaps(found).map(({ start, end, kind }) => ({
        start,
        end,
        text: placeholder(kind),
      }));
      fc.pre(edits.length > 0 && !mayBeEncoded && tokens.length === 0);
      const edited = withEdits(given, edits);
      const foundThere = scanner.scanEdited(edited, edits);
      fc.pre(foundThere !== undefined);
      compared += 1;
      expect(foundThere).toEqual(scanner.scan(edited).found);
    }),
    { numRuns: 1_000, maxSkipsPerRun: 10 },
  );
  expect(compared).toBeGreaterThan(500);
});
