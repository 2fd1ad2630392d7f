import { describe, expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";
import { base64Around, decodeBase64 } from "./base64-text.ts";

const redactor = createRedactor(defaultPolicy);

/** Looks around one place and knows of no other. */
function around(text: string, place: number): readonly number[] | undefined {
  return base64Around(text, place, 0, { place: -1, whole: 0, part: 0 });
}

function encoded(text: string, alphabet: "base64" | "base64url" = "base64"): string {
  return Buffer.from(text).toString(alphabet);
}

/** So long a text that its identifier stands at the end of a line and at the start of the next. */
function lines(length: number, lineEnd: string): string {
  const text = `${"so it was. ".repeat(4)}SSN 123-45-6789${", and that was all".repeat(3)}`;
  return encoded(text).replaceAll(new RegExp(`.{${length}}(?=.)`, "g"), `$&${lineEnd}`);
}

it.each(["Jane Doe", "SSN 123-45-6789", '{"a":"\u00e9\u20ac\u{1f600}"}', "a??>>b??>>c"])(
  "finds and decodes %s",
  (text) => {
    for (const alphabet of ["base64", "base64url"] as const) {
      const token = encoded(text, alphabet);
      expect(decodeBase64(token)).toBe(text);
      for (const at of [0, 3, token.length - 4]) {
        expect(around(`x=${token} y`, 2 + at)?.slice(-2)).toEqual([2, 2 + token.length]);
      }
    }
  },
);

it.each([
  "4bf92f3577b34da6a3ce929d0e0e4736",
  "requestCompletedSuccessfully",
  "AuthenticationManager",
  "voiceassist-api-gateway",
  "00000000-0000-0000",
  "SmFuZSBE",
])("takes %s for no text in base64", (token) => {
  expect(around(token, 0)).toBeUndefined();
});

it("takes the padding along, and no more of it than there can be", () => {
  expect(around("SmFuZSBEb2U=== x", 0)).toEqual([0, 13]);
});

describe("a token goes whole when what it stands for holds an identifier", () => {
  const ssn = encoded("SSN 123-45-6789");
  it.each([
    [`x ${ssn} y`, "x [REDACTED:SSN] y"],
    [`token=${encoded("jane.doe@example.org", "base64url")}&n=1`, "token=[REDACTED:SECRET]&n=1"],
    [`state=${encoded("jane.doe@example.org", "base64url")} n=1`, "state=[REDACTED:EMAIL] n=1"],
    [`{"body":"${encoded('{"ssn":"123456789"}')}"}`, '{"body":"[REDACTED:SSN]"}'],
    [`GET /files/${encoded("patient Jane Doe", "base64url")}/edit`, "GET /files/[REDACTED:NAME]/edit"],
    [encoded(ssn), "[REDACTED:SSN]"],
    [`a\r\n${lines(76, "\r\n")}\r\nb`, "a\r\n[REDACTED:SSN]\r\nb"],
    [JSON.stringify({ body: lines(64, "\n") }), '{"body":"[REDACTED:SSN]"}'],
    [`q=${encodeURIComponent(encoded("SSN 123-45-6789 \u00fb\u00fb>>>"))}&n=1`, "q=[REDACTED:SSN]&n=1"],
    [encodeURIComponent(encoded("mail jane.doe@example.org??")), "[REDACTED:EMAIL]"],
    [encoded("nothing to see here"), encoded("nothing to see here")],
  ])("%s", (text, expected) => {
    expect(redactor.text(text)).toBe(expected);
  });
});
