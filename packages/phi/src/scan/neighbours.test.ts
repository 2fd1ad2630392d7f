import { expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";

const redactor = createRedactor(defaultPolicy);

it.each([
  [
    "They had 3: Quillor, Sandra and Zebwyn.",
    "They had 3: [REDACTED:NAME], [REDACTED:NAME] and [REDACTED:NAME].",
  ],
  ["patient seen at Johns Hopkins Hospital, Baltimore", "patient seen at [REDACTED:PLACE]"],
])("takes what stands beside a found name or place: %s", (text, expected) => {
  expect(redactor.text(text)).toBe(expected);
});

it.each([
  "risks of Lou Gehrig's disease in patients",
  "she had Barrett's esophagus",
  "Reed, Gomez and Lane is a firm",
  "the Framingham Heart Study",
])("leaves what is named for a person: %s", (text) => {
  expect(redactor.text(text)).toBe(text);
});
