import fc from "fast-check";
import { expect, test } from "vitest";
import { splitAtPlaceholders } from "./placeholders.ts";

test("placeholders are told apart from the text around them", () => {
  expect(splitAtPlaceholders("ssn [REDACTED:SSN], dob [REDACTED:DATE_OF_BIRTH]")).toEqual([
    { kind: "text", text: "ssn " },
    { kind: "placeholder", text: "[REDACTED:SSN]", type: "SSN" },
    { kind: "text", text: ", dob " },
    { kind: "placeholder", text: "[REDACTED:DATE_OF_BIRTH]", type: "DATE_OF_BIRTH" },
  ]);
});

test("the parts of any text join to it again", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom("[REDACTED:SSN]", "[REDACTED]", "[REDACTED:", "]"));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      expect(
        splitAtPlaceholders(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
