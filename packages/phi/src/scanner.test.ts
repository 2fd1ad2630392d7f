import fc from "fast-check";
import { expect, it } from "vitest";
import { standsAlone, withEdits } from "./edit.ts";
import { resolveOverlaps } from "./found.ts";
import { placeholder } from "./placeholder.ts";
import { detectors } from "./registry.ts";
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
      fc.pre(edits.every((edit) => standsAlone(given, edit)));
      compared += 1;
      const edited = withEdits(given, edits);
      expect(scanner.scanEdited(edited, edits)).toEqual(scanner.scan(edited).found);
    }),
    { numRuns: 1_000, maxSkipsPerRun: 10 },
  );
  expect(compared).toBeGreaterThan(500);
});
