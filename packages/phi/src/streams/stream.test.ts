import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor, createRedactorWithin } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";
import type { Redactor } from "../redactor.ts";
import { detectors } from "../registry.ts";
import type { StreamLimits } from "./text-windows.ts";

/** Hundreds of texts, on a machine that may do much else meanwhile. */
const busyMachineMillis = 60_000;

const heard: string[] = [];
/** On a busy machine. */
const slowMillis = 30_000;
const redactor = createRedactor(defaultPolicy, (kind) => heard.push(kind));

/** A redactor whose windows are short enough that small texts are cut often. */
function shortRedactor(limits: StreamLimits): { readonly short: Redactor; readonly counted: string[] } {
  const counted: string[] = [];
  return { short: createRedactorWithin(limits, defaultPolicy, (kind) => counted.push(kind)), counted };
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
          const { short, counted } = shortRedactor({ lookAheadCharacters: 640, heldCharacters: 1_000_000 });
          const stream = short.stream();
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
    const { short, counted } = shortRedactor(limits);
    const stream = short.stream();
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

/** Documents of all shapes, in which long strings, long members and names that condemn them are common. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(...lines, 4111111111111111, 123456789, -0.5, true, null, "", "x".repeat(900)),
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc
      .array(fc.constantFrom(...lines, "all is well", "\n", "\u0000"), { maxLength: 30 })
      .map((all) => all.join(" ")),
    fc.array(tie("value"), { maxLength: 6 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(...lines, "ssn", "patient", "patient_name", "dob", "n", "m"),
        fc.string({ maxLength: 80 }),
      ),
      tie("value"),
      { maxKeys: 6 },
    ),
  ),
})).value;

describe("a JSON document longer than the stream may hold", { timeout: busyMachineMillis }, () => {
  const limits = { lookAheadCharacters: 40, heldCharacters: 200 };
  const longJson = fc
    .tuple(fc.array(json, { minLength: 1, maxLength: 8 }), fc.constantFrom(0, 2))
    .map(([given, indent]) => JSON.stringify(given, undefined, indent));

  it("stays JSON of the same shape and comes in any chunking as the whole does", () => {
    let long = 0;
    fc.assert(
      fc.property(longJson, sizes, (text, by) => {
        const { short, counted } = shortRedactor(limits);
        const whole = short.text(text);
        const shape: unknown = JSON.parse(whole);
        expect(shape).toHaveLength((JSON.parse(text) as unknown[]).length);
        if (text.length >= limits.heldCharacters) long += 1;
        const before = counted.splice(0);
        const stream = short.stream();
        const streamed = chunksOf(text, by).map((chunk) => stream.push(chunk));
        expect(streamed.join("") + stream.end()).toBe(whole);
        expect(counted).toEqual(before);
      }),
    );
    expect(long).toBeGreaterThan(20);
  });

  it("is running text from where it turns out to be none", () => {
    fc.assert(
      fc.property(
        longJson,
        fc.nat(),
        fc.constantFrom("", ",", "}", "]", '"', ":", "\n", "note"),
        sizes,
        (text, at, by, size) => {
          fc.pre(text.length > limits.heldCharacters);
          const place = limits.heldCharacters + (at % (text.length - limits.heldCharacters));
          const broken = text.slice(0, place) + by + text.slice(place + 1);
          const { short } = shortRedactor(limits);
          const stream = short.stream();
          const streamed = chunksOf(broken, size).map((chunk) => stream.push(chunk));
          expect(streamed.join("") + stream.end()).toBe(short.text(broken));
        },
      ),
    );
  });

  it.each<[string, unknown, unknown]>([
    ["numbers", Array(40).fill(4111111111111111), Array(40).fill("[REDACTED:CARD_NUMBER]")],
    [
      "members",
      { a: ["SSN 123-45-6789", 7], b: "x ".repeat(200) },
      { a: ["SSN [REDACTED:SSN]", 7], b: "x ".repeat(200) },
    ],
    [
      "a string under a name that condemns it",
      { n: 1, patientName: "zed quark ".repeat(40), m: 2 },
      { n: 1, patientName: "[REDACTED:NAME]", m: 2 },
    ],
    [
      "an object under a name that condemns it",
      { n: 1, patient: { a: Array(90).fill("zed quark") }, m: [2] },
      { n: 1, patient: "[REDACTED:NAME]", m: [2] },
    ],
    [
      "a string without a place to cut",
      ["x".repeat(400), "SSN 123-45-6789"],
      ["[REDACTED:FAILURE]", "SSN [REDACTED:SSN]"],
    ],
    [
      "a name without an end",
      { ["x".repeat(400)]: 1, n: 2 },
      { "[REDACTED:FAILURE]": "[REDACTED:FAILURE]", n: 2 },
    ],
    [
      "a long text in one string",
      [`${"seen and well. ".repeat(40)}SSN 123-45-6789`],
      [`${"seen and well. ".repeat(40)}SSN [REDACTED:SSN]`],
    ],
  ])("%s", (_, given, expected) => {
    expect(JSON.parse(shortRedactor(limits).short.text(JSON.stringify(given)))).toEqual(expected);
  });
});
