import { expect, it } from "vitest";
import { lastLettersOf, passedOver } from "./last-letters.ts";
import { bytesOf } from "./text-bytes.ts";

const letters = lastLettersOf(["straat", "väg"]) ?? new Uint8Array(0);

it.each([
  ["Jane Doe left", 8],
  ["Jane Doe", 8],
  ["Ab. Cd. x", 7],
  ["Ab Cd Ef Gh Ij", 12],
  ["O'Neil-Mc Doe", 13],
  ["Jane doe", 4],
  ["Straat Doe", 10],
])("passes over the run that opens %j", (text, end) => {
  expect(passedOver(bytesOf(text), 0, letters)).toBe(end);
});

it.each([
  ["Oude Faystraat 4"],
  ["OUDE FAYSTRAAT"],
  ["Jane Compat"],
  ["Gustafssons V\u00e4g"],
  ["Jane \u0160\u0161"],
])("stops where a word of %j may end so", (text) => {
  expect(passedOver(bytesOf(text), 0, letters)).toBe(0);
});
