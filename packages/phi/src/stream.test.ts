import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor.ts";
import { defaultPolicy } from "./default-policy.ts";
import type { PhiKind } from "./phi-kind.ts";
import { placeholder } from "./placeholder.ts";
import { createTextRedactor } from "./redact-text.ts";
import { detectors } from "./registry.ts";
import { createScanner } from "./scanner.ts";
import { createTextStream, type StreamLimits } from "./stream.ts";

/** Hundreds of texts, on a machine that may do much else meanwhile. */
const busyMachineMillis = 60_000;

const heard: string[] = [];
/** On a busy machine. */
const slowMillis = 30_000;
const redactor = createRedactor(defaultPolicy, (kind) => heard.push(kind));

/** The stream as it is, with a window short enough that small texts are cut often. */
function shortStream(limits: StreamLimits): {
  stream: ReturnType<typeof createTextStream>;
  counted: string[];
} {
  const counted: string[] = [];
  const count = (kind: PhiKind | "failure"): void => {
    counted.push(kind);
  };
  const kept = Object.entries(defaultPolicy.fields).filter(([, rule]) => rule === "text" || rule === "keep");
  const texts = createTextRedactor(
    createScanner(
      detectors,
      kept.map(([field]) => field),
    ),
    defaultPolicy,
    placeholder,
  );
  const stream = createTextStream(
    {
      isMessage: () => false,
      whole: (text) => texts.redact(text, "whole", count),
      part: (text, kinds) => texts.redact(text, "part", kinds),
      count,
    },
    limits,
  );
  return { stream, counted };
}

function chunksOf(text: string, sizes: readonly number[]): readonly string[] {
  const chunks: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}

const lines = detectors.flatMap(({ examples }) => [
  ...examples.match.map(([text]) => text),
  ...examples.ignore,
]);
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...lines) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(" ", "\n", ", ", "\n\n", "%20", '"a"', '\\"', "}", '"ssn":', "name: "),
  },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
);
const textOf = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(piece, fc.constantFrom(" ", "\n", "")), { minLength, maxLength })
    .map((pieces) => pieces.flat().join(""));
const longText = textOf(40, 160);
const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });

describe("in any chunking the stream gives what the whole text gives", { timeout: busyMachineMillis }, () => {
  it("with the usual window", () => {
    fc.assert(
      fc.property(longText, sizes, (text, by) => {
        const stream = redactor.stream();
        const streamed = chunksOf(text, by).map((chunk) => stream.push(chunk));
        expect(streamed.join("") + stream.end()).toBe(redactor.text(text));
      }),
    );
  });

  it(
    "with a window that is shorter than the text",
    () => {
      let cuts = 0;
      fc.assert(
        fc.property(textOf(100, 240), sizes, (text, by) => {
          const { stream, counted } = shortStream({ lookAheadCharacters: 640, heldCharacters: 1_000_000 });
          const early = chunksOf(text, by)
            .map((chunk) => stream.push(chunk))
            .join("");
          if (early !== "") cuts += 1;
          const once = counted.length;
          const streamed = early + stream.end();
          const before = heard.length;
          expect(streamed).toBe(redactor.text(text));
          expect(counted.toSorted()).toEqual(heard.slice(before).toSorted());
          expect(counted.length).toBeGreaterThanOrEqual(once);
        }),
        { numRuns: 100 },
      );
      expect(cuts).toBeGreaterThan(20);
    },
    slowMillis,
  );

  it("where an identifier straddles every edge", () => {
    const log = Array.from(
      { length: 3_000 },
      (_, at) => `line ${at}: SSN 123-45-6789 of Dr. Emily Tran done\n`,
    ).join("");
    for (const size of [7, 4_096, log.length]) {
      const stream = redactor.stream();
      let streamed = "";
      for (const chunk of chunksOf(log, [size])) streamed += stream.push(chunk);
      expect(streamed).not.toBe("");
      expect(streamed + stream.end()).toBe(redactor.text(log));
    }
  });

  it("for a JSON document, which stays JSON", () => {
    const document = JSON.stringify(
      Array.from({ length: 8_000 }, () => ({ n: 4111111111111111, t: "all well" })),
    );
    const stream = redactor.stream();
    const streamed = chunksOf(document, [10_000]).map((chunk) => stream.push(chunk));
    const whole = streamed.join("") + stream.end();
    expect(() => JSON.parse(whole)).not.toThrow();
    expect(whole).toBe(redactor.text(document));
  });
});

it("reads a message of segments as a whole, and drops one that is longer than it may hold", {
  timeout: busyMachineMillis,
}, () => {
  const message = `MSH|^~\\&|LAB\r${"PID|1||48213||QUARK^ZED\r".repeat(8_000)}`;
  const stream = redactor.stream();
  const streamed = chunksOf(message, [10_000]).map((chunk) => stream.push(chunk));
  expect(streamed.join("") + stream.end()).toBe(redactor.text(message));
  expect(redactor.text(message)).not.toContain("QUARK");
  const longer = redactor.stream();
  expect(longer.push(message.repeat(8)) + longer.end()).toBe("[REDACTED:FAILURE]");
});

describe("what is longer than the stream may hold never leaks", { timeout: busyMachineMillis }, () => {
  const limits = { lookAheadCharacters: 64, heldCharacters: 1_024 };
  it.each([
    ["a run without a place to cut", "x".repeat(2_000), "x".repeat(20)],
    ["a quoted value that does not end", `"patientName": "${"zed quark ".repeat(300)}`, "quark"],
    ["a value that ends late", `"patientName": "${"zed quark ".repeat(300)}", "n": 1`, "quark"],
    ["a bracket that does not close", `note\n"patient": {${'"a": "zed quark", '.repeat(300)}`, "quark"],
  ])("%s", (_, text, secret) => {
    const { stream, counted } = shortStream(limits);
    const streamed =
      chunksOf(`begin\n${text}`, [100])
        .map((chunk) => stream.push(chunk))
        .join("") + stream.end();
    expect(streamed).toMatch(/\[REDACTED:FAILURE\]$/);
    expect(streamed).not.toContain(secret);
    expect(counted).toContain("failure");
    expect(stream.push("SSN 123-45-6789") + stream.end()).toBe("");
  });
});
