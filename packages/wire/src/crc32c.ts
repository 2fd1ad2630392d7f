const reversedPolynomial = 0x82f63b78;
const byteValues = 256;

const table = Uint32Array.from({ length: byteValues }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ reversedPolynomial : remainder >>> 1;
  }
  return remainder;
});

/** The Castagnoli checksum (RFC 3720, appendix B.4). */
export function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (table[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
