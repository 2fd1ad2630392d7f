import fc from "fast-check";
import { expect, test } from "vitest";
import { compressSnappy } from "./compress-snappy.ts";
import { crc32c } from "./crc32c.ts";
import { uncompressSnappy } from "./snappy.ts";

const maxSizeBytes = 1_000_000;

test("what is compressed comes back, whatever the bytes", () => {
  const word = fc.constantFrom("up", "{job=", "api-gateway", "\0\0\0\0\0\0\0\0", "é");
  const repetitive = fc
    .array(word, { maxLength: 400 })
    .map((words) => new TextEncoder().encode(words.join("")));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 2_000 }), repetitive), (bytes) => {
      const block = uncompressSnappy(compressSnappy(bytes), maxSizeBytes);
      expect(block.ok && Buffer.from(block.bytes).equals(Buffer.from(bytes))).toBe(true);
    }),
  );
});

test("long inputs go in fragments, and repetition makes them small", () => {
  const bytes = new TextEncoder().encode('http_requests_total{job="api"} 1\n'.repeat(20_000));
  const compressed = compressSnappy(bytes);
  expect(compressed.length).toBeLessThan(bytes.length / 15);
  const block = uncompressSnappy(compressed, maxSizeBytes);
  expect(block.ok && Buffer.from(block.bytes).equals(Buffer.from(bytes))).toBe(true);
});

test("the checksum is that of RFC 3720", () => {
  expect(crc32c(new TextEncoder().encode("123456789"))).toBe(0xe3069283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
});
