import { expect, it } from "vitest";
import { byteOf, bytesOf } from "./text-bytes.ts";

it("folds a Latin letter with diacritics into that without them, a capital and its small letter 32 apart", () => {
  const folded = (text: string) => Array.from(text, (letter) => (byteOf(letter.charCodeAt(0)) & 0x7f) | 0x20);
  expect(folded("íÍøŁŞệ")).toEqual(folded("iiolse"));
  expect(byteOf(0xcd) + 32).toBe(byteOf(0xed));
});

it("has one byte for each character of a long text, whatever length its UTF-8 has", () => {
  const unit = "ab\u2014";
  for (let length = 69_990; length < 70_000; length += 1) {
    const text = unit.repeat(length).slice(0, length);
    expect(bytesOf(text)[length - (length % 3) - 1]).toBe(byteOf(0x2014));
  }
});
