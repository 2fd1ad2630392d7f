import { expect, it } from "vitest";
import { decodeText } from "./decoded-text.ts";

it.each([
  ["percent-encoding", "Jane%20Doe%2c", "Jane Doe,"],
  ["UTF-8 in percent-encoding", "Jos%C3%A9 %E2%82%AC %F0%9F%98%80", "José € 😀"],
  ["bytes that are no UTF-8", "Jos%E9 %C3.", "José Ã."],
  ["a plus for a space", "Jane+Doe,+née+Ng+(x)", "Jane Doe, née Ng (x)"],
  ["a plus beside letters beyond the first plane", "𝒜+𝒜", "𝒜 𝒜"],
  ["JSON escapes", String.raw`a\nb\t\u0041\/`, "a\nb\tA/"],
  ["JSON escapes in JSON strings", String.raw`a\\\nb\\\\u0041`, "a\nbA"],
  ["HTML entities", "a&nbsp;b&#65;&#x42;&#X43;&eacute;&amp;", "a bABCé&"],
  ["numeric entities without a semicolon", "&#74&#97ne&#x20&#9;&#0000068oe", "Jane \tDoe"],
  ["JavaScript escapes", String.raw`\x4a\u0061ne\\x20Jos\xc3\xa9 Jos\xe9`, "Jane José José"],
  ["what escape() writes", "Jane%u0020Do%u0065", "Jane Doe"],
  ["quoted-printable", "=4A=61ne Jos=C3=A9 port=80", "Jane José port=80"],
  ["full-width forms", "Ｊane １２３－４５", "Jane 123-45"],
  ["encodings within encodings", "Jane%252520Doe&amp;#65;%26amp%3B", "Jane DoeA&"],
  [
    "what only starts like one",
    String.raw`100% 5%2 %u12 \u00 \x1 \q &foo; &; &#x; +1 a+ %zz%41`,
    String.raw`100% 5%2 %u12 \u00 \x1 \q &foo; &; &#x; +1 a+ %zzA`,
  ],
])("decodes %s", (_, text, expected) => {
  expect(decodeText(text)?.text).toBe(expected);
});

it("tells where each character stands in the original, and which of them were encoded", () => {
  const { text, starts, changes } = decodeText("a%2541%42c%20") ?? {};
  expect(text).toBe("aABc ");
  expect([...(starts ?? [])]).toEqual([0, 1, 6, 9, 10, 13]);
  expect(changes).toEqual([1, 3, 4, 5]);
});

it.each(["", "plain text", "50% of 3 + 4 & more\\"])("has nothing to decode in %j", (text) => {
  expect(decodeText(text)).toBeUndefined();
});
