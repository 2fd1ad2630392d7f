import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInspector } from "./inspector.ts";
import { scanText } from "./scan-text.ts";

const inspector = createInspector();

async function* pieces(parts: readonly string[]): AsyncGenerator<string> {
  yield* parts;
}

async function found(...parts: readonly string[]): Promise<readonly string[]> {
  const places: string[] = [];
  await scanText(pieces(parts), inspector, (line, column, kind) => places.push(`${line}:${column} ${kind}`));
  return places;
}

describe("places in a text", () => {
  it.each([
    ["nothing to find", []],
    ["", []],
    ["ssn 736-21-1234", ["1:5 SSN"]],
    ["one\ntwo jane.doe@example.org\n", ["2:5 EMAIL"]],
    ["one\r\n\r\njane.doe@example.org", ["3:1 EMAIL"]],
    ["é 😀 jane.doe@example.org", ["1:6 EMAIL"]],
    ["a@example.org b@example.org\nc@example.org", ["1:1 EMAIL", "1:15 EMAIL", "2:1 EMAIL"]],
    ["SSN [REDACTED:SSN]", []],
    ["MSH|^~\\&|LAB|GH\nPID|1||48213^^^GH^MR||DOE^JANE\nOBX|1\n", ["2:1 MRN", "2:1 NAME", "2:1 NAME"]],
    ["log\nMSH|^~\\&|LAB|GH\rPID|1||48213^^^GH^MR\r", ["2:17 MRN"]],
    ["log\nMRG|48213^^^GH^MR||A7\n", ["2:1 MRN", "2:1 ACCOUNT"]],
  ])("%j", async (text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  it("is the same however the text arrives", async () => {
    const text = "first\nssn 736-21-1234 jane.doe@example.org\n\ncall (212) 555-0147\n";
    const whole = await found(text);
    expect(whole).toHaveLength(3);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 5 }), async (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const parts = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
        expect(await found(...parts)).toEqual(whole);
      }),
    );
  });

  it("is right beyond the first window, and counts what two windows see once", async () => {
    const line = `ok ${"x".repeat(96)}\n`;
    const lines = Array.from({ length: 24_000 }, (_, index) =>
      index % 100 === 0 ? `mail jane.doe@example.org ${"x".repeat(73)}\n` : line,
    );
    const expected = lines.flatMap((text, index) => (text === line ? [] : [`${index + 1}:6 EMAIL`]));
    const text = lines.join("");
    const chunks = Array.from({ length: Math.ceil(text.length / 65_536) }, (_, index) =>
      text.slice(index * 65_536, (index + 1) * 65_536),
    );
    expect(await found(...chunks)).toEqual(expected);
  });
});
