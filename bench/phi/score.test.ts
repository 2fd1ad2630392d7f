import { describe, expect, it } from "vitest";
import { meets } from "./bars.ts";
import { corpusKind, parseSamples, type Sample } from "./corpus.ts";
import { growthOf } from "./growth.ts";
import { lineSizeBytes, logLines } from "./log-lines.ts";
import { createRandom } from "./random.ts";
import { type FoundSpan, scoreLogs, scoreTexts } from "./score.ts";
import { markdownTable } from "./table.ts";

/** A sample whose labels are found by their value. */
function sample(text: string, ...labels: readonly (readonly [type: string, value: string])[]): Sample {
  const spans = labels.map(([type, value]) => {
    const start = text.indexOf(value);
    return { start, end: start + value.length, type, value };
  });
  return { id: text, text, spans };
}

/** An engine that finds exactly these values. */
function engine(...values: readonly (readonly [kind: string, value: string])[]) {
  return (text: string) => {
    const found: FoundSpan[] = [];
    let redacted = text;
    for (const [kind, value] of values) {
      const start = text.indexOf(value);
      if (start < 0) continue;
      found.push({ kind, start, end: start + value.length });
      redacted = redacted.replace(value, `[REDACTED:${kind}]`);
    }
    return { found, redacted };
  };
}

const record = sample("Jane Doe, SSN 736-21-1234", ["PERSON", "Jane Doe"], ["US_SSN", "736-21-1234"]);

describe("the score of labelled texts", () => {
  it.each([
    {
      what: "everything found",
      found: engine(["NAME", "Jane Doe"], ["SSN", "736-21-1234"]),
      person: { recall: 1, precision: 1, cover: 1, leak: 0 },
    },
    {
      what: "nothing found",
      found: engine(),
      person: { recall: 0, precision: Number.NaN, cover: 0, leak: 1 },
    },
    {
      what: "the wrong kind at the right place",
      found: engine(["ADDRESS", "Jane Doe"]),
      person: { recall: 0, precision: Number.NaN, cover: 1, leak: 0 },
    },
    {
      what: "half of a name",
      found: engine(["NAME", "Jane"]),
      person: { recall: 1, precision: 1, cover: 0, leak: 0 },
    },
    {
      what: "less than half of a name",
      found: engine(["NAME", "Doe"]),
      person: { recall: 0, precision: 1, cover: 0, leak: 0 },
    },
    {
      what: "a name where a number is",
      found: engine(["NAME", "Jane Doe"], ["NAME", "736-21-1234"]),
      person: { recall: 1, precision: 0.5, cover: 1, leak: 0 },
    },
  ])("with $what", ({ found, person }) => {
    const score = scoreTexts([record], found);
    expect(score.types.find(({ type }) => type === "PERSON")).toEqual({
      type: "PERSON",
      gold: 1,
      ...person,
    });
  });

  it("takes two touching finds for one, and spares punctuation between them", () => {
    const score = scoreTexts(
      [sample("Doe, Jane", ["PERSON", "Doe, Jane"])],
      engine(["NAME", "Doe"], ["NAME", "Jane"]),
    );
    expect(score.types[0]).toMatchObject({ recall: 1, cover: 1, leak: 0 });
  });

  it("counts texts without a label that are changed", () => {
    const texts = [sample("May flowers"), sample("no change")];
    expect(scoreTexts(texts, engine(["NAME", "May"]))).toMatchObject({
      negatives: 2,
      negativesChanged: 0.5,
    });
  });

  it("leaves what is no PHI out of the leak of PHI", () => {
    const text = sample("Jane Doe of Acme", ["PERSON", "Jane Doe"], ["ORGANIZATION", "Acme"]);
    expect(scoreTexts([text], engine(["NAME", "Jane Doe"]))).toMatchObject({
      phiLeak: 0,
      leak: 0.5,
      phiCover: 1,
      cover: 0.5,
    });
  });
});

describe("the score of log lines", () => {
  it.each([
    { what: "untouched", found: engine(), falsePositives: 0 },
    { what: "an address that may go", found: engine(["IP_ADDRESS", "10.0.0.7"]), falsePositives: 0 },
    { what: "a block's number", found: engine(["SSN", "736211234"]), falsePositives: 1 },
  ])("$what", ({ found, falsePositives }) => {
    const line = sample("block 736211234 from 10.0.0.7", ["ID", "736211234"], ["NET", "10.0.0.7"]);
    expect(scoreLogs([line], found).falsePositives).toBe(falsePositives);
  });
});

it.each([
  ["presidio-synth-v3.jsonl", "synthetic"],
  ["synth-2.jsonl", "synthetic"],
  ["clinical-notes.jsonl", "clinical"],
  ["clean-logs-2.jsonl", "logs"],
  ["logs.jsonl", "logs"],
  ["README.md", undefined],
])("%s holds %s", (name, kind) => {
  expect(corpusKind(name)).toBe(kind);
});

it.each(["not json", "{}", '{"text":"a","spans":[{"start":0}]}'])(
  "refuses the line %s by its number",
  (line) => {
    expect(() => parseSamples("synth.jsonl", `{"id":"1","text":"a","spans":[]}\n${line}\n`)).toThrow(
      /^synth\.jsonl:2 /,
    );
  },
);

it.each([
  { what: "linear", millis: [1, 2, 4, 8, 16], growth: 1 },
  { what: "quadratic", millis: [1, 4, 16, 64], growth: 2 },
  { what: "quadratic at the end", millis: [1, 2, 4, 16, 64], growth: 2 },
])("time that is $what grows per byte by $growth a doubling", ({ millis, growth }) => {
  expect(growthOf(millis)).toBeCloseTo(growth);
});

it("does not take an unmeasured value for a bar that is met", () => {
  expect(meets({ what: "", reached: Number.NaN, asked: { atLeast: 0.9 } })).toBe(false);
  expect(meets({ what: "", reached: Number.NaN, asked: { atMost: 0.9 } })).toBe(false);
});

it.each(["clean", "one identifier", "three identifiers"] as const)(
  "makes different lines of one length: %s",
  (shape) => {
    const lines = logLines(shape);
    expect(lines.filter(({ length }) => length !== lineSizeBytes)).toEqual([]);
    expect(new Set(lines).size).toBe(lines.length);
    expect(logLines(shape)).toEqual(lines);
  },
);

it("repeats its random numbers", () => {
  const [one, two] = [createRandom(7), createRandom(7)];
  expect([one(10), one(10), one(10)]).toEqual([two(10), two(10), two(10)]);
});

it("pads the columns of a table", () => {
  expect(markdownTable(["a", "longer"], [["wide cell", 1]])).toBe(
    "| a         | longer |\n| --------- | ------ |\n| wide cell | 1      |\n",
  );
});
