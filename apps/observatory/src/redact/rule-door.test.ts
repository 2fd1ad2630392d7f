import type { SeriesSource } from "@voiceassist/promql";
import type { AppendOutcome } from "@voiceassist/storage";
import type { Labels, SeriesSamples } from "@voiceassist/wire";
import { expect, test } from "vitest";
import { createFieldRedactor } from "./field-redactor.ts";
import { createKeyedSuffix } from "./keyed-suffix.ts";
import { createRuleDoor } from "./rule-door.ts";

const outcome: AppendOutcome = {
  samples: 0,
  histograms: 0,
  exemplars: 0,
  refused: { outOfOrder: 0, tooOld: 0, duplicate: 0 },
};

const stored: Labels = { __name__: "live", instance: "192.0.2.7:9100", mrn: "[REDACTED:MRN]#ab84973fae" };

function opened() {
  const written: Labels[] = [];
  const counted: string[] = [];
  const source: SeriesSource = {
    select: () =>
      Promise.resolve([{ labels: stored, timestamps: Float64Array.of(1), values: Float64Array.of(1) }]),
  };
  const append = (series: readonly SeriesSamples[]): Promise<AppendOutcome> => {
    written.push(...series.map(({ labels }) => labels));
    return Promise.resolve(outcome);
  };
  const redactor = createFieldRedactor((kind) => counted.push(kind), createKeyedSuffix(new Uint8Array(32)));
  return { door: createRuleDoor({ ...source, append }, redactor, () => {}), written, counted };
}

const series = (labels: Labels): readonly SeriesSamples[] => [{ labels, samples: [], exemplars: [] }];

test("what the store gave under a name stays under that name, and is redacted under another", async () => {
  const { door, written, counted } = opened();
  const evaluation = door.begin();
  await evaluation.source.select({ matchers: [], afterMillis: 0, untilMillis: 1 });
  const kept = evaluation.redact({ ...stored, __name__: "copy" });
  expect(kept).toEqual({ ...stored, __name__: "copy" });
  expect(counted).toEqual([]);
  const moved = evaluation.redact({ __name__: "moved", host: stored.instance ?? "" });
  expect(moved.host).toMatch(/^\[REDACTED:IP_ADDRESS\]:9100#[0-9a-f]{10}$/u);
  await door.append([...series(kept), ...series(moved)]);
  expect(written).toEqual([kept, moved]);
  expect(counted).toEqual(["IP_ADDRESS"]);
});

test("labels that did not pass an evaluation are redacted as they are written", async () => {
  const { door, written } = opened();
  await door.append(series({ __name__: "x", note: "seen 219-09-9999" }));
  expect(written[0]?.note).toMatch(/^seen \[REDACTED:SSN\]#/u);
});

test("the address of a target in an annotation is no leak that is counted", () => {
  const { door, counted } = opened();
  const texts = door.begin().redactTexts({ summary: "192.0.2.7:9100 is down", plain: "nothing" });
  expect(texts).toEqual({ summary: "[REDACTED:IP_ADDRESS]:9100 is down", plain: "nothing" });
  expect(counted).toEqual([]);
});
