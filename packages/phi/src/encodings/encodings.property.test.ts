import fc from "fast-check";
import { expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";
import { detectors } from "../registry.ts";
import { decodeText } from "./decoded-text.ts";

const redactor = createRedactor(defaultPolicy);
const runs = { numRuns: 400 };
/** Shorter values stand by chance in any longer text. */
const shortestValue = 5;

const every = (text: string, write: (code: number) => string): string =>
  Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at))).join("");

const encodings: Readonly<Record<string, (text: string) => string>> = {
  "percent-encoding": encodeURIComponent,
  "percent-encoding, every byte": (text) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  "percent-encoding, twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "a JSON string": JSON.stringify,
  "a JSON string in a JSON string": (text) => JSON.stringify(JSON.stringify(text)),
  "JSON escapes of every character": (text) =>
    `"${every(text, (code) => `\\u${code.toString(16).padStart(4, "0")}`)}"`,
  "HTML, decimal": (text) => every(text, (code) => `&#${code.toString().padStart(2, "0")};`),
  "HTML, hexadecimal": (text) => every(text, (code) => `&#x${code.toString(16).padStart(2, "0")};`),
  "HTML, without semicolons": (text) => every(text, (code) => `&#x${code.toString(16)}`),
  "JavaScript escapes of every byte": (text) =>
    [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
  "escape()": (text) => every(text, (code) => `%u${code.toString(16).padStart(4, "0")}`),
  "quoted-printable": (text) =>
    [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  "full-width forms": (text) =>
    text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  base64: (text) => `x ${Buffer.from(text).toString("base64")} y`,
  "base64 for URLs": (text) => `x=${Buffer.from(text).toString("base64url")}`,
  "base64, twice": (text) => Buffer.from(Buffer.from(text).toString("base64")).toString("base64"),
};

/** Everything that the engine could read in the text, however it is written. */
function readings(text: string): string {
  const plain = decodeText(text)?.text ?? text;
  const tokens = plain.match(/[\w+/-]{8,}={0,2}/g) ?? [];
  const inner = tokens.map((token) => Buffer.from(token, "base64").toString());
  return [text, plain, ...inner, ...inner.map((token) => Buffer.from(token, "base64").toString())].join("\n");
}

const words = fc.constantFrom("ok", "then", "seen today", "\u00e9t\u00e9", "level=info", "a/b", "40 ms");
const examples = detectors.flatMap(({ examples: { match } }) => match.map(([text]) => text));
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...examples) }, words), {
    minLength: 1,
    maxLength: 4,
  })
  .map((pieces) => `"${pieces.join(" ")}"`)
  .filter((joined) => !/[%&\\+]/.test(joined) && joined.length > 11);

it.each(Object.entries(encodings))("no value that is found is left in %s", (_, encode) => {
  fc.assert(
    fc.property(text, (given) => {
      const spans = redactor.detect(given);
      const left = readings(redactor.text(encode(given)));
      let outside = given;
      for (const { start, end } of spans.toReversed()) outside = outside.slice(0, start) + outside.slice(end);
      for (const { start, end } of spans) {
        const value = given.slice(start, end);
        if (value.length >= shortestValue && !outside.includes(value)) expect(left).not.toContain(value);
      }
    }),
    runs,
  );
});
