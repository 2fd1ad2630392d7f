import type { DecodeError } from "./decode-result.ts";

export type SnappyResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly isTooLarge: boolean; readonly error: DecodeError };

const maxVarintShift = 28;
const minStretchBytes = 64;
const literalTag = 0;
const copyOneByteOffset = 1;
const copyTwoByteOffset = 2;
/** Literal tags from this length code on carry 1 to 4 length bytes. */
const longLiteralCode = 60;

/**
 * Undoes the Snappy block format (google/snappy, `format_description.txt`), whose first field is the length of what
 * comes out: more than `maxSizeBytes` is refused before anything is allocated. A block that yields another length than
 * it announces is malformed.
 */
export function uncompressSnappy(block: Uint8Array, maxSizeBytes: number): SnappyResult {
  const header = announcedSize(block);
  if (header === undefined) return malformed("malformed length", 0, "a varint of at most 32 bits");
  if (header.sizeBytes > maxSizeBytes) {
    const error = { what: "block too large", where: "byte 0", expected: `at most ${maxSizeBytes} bytes` };
    return { ok: false, isTooLarge: true, error };
  }
  const output = new Uint8Array(header.sizeBytes);
  let from = header.bodyStart;
  let written = 0;
  while (from < block.length) {
    const tag = block[from] ?? 0;
    const kind = tag & 3;
    if (kind === literalTag) {
      const code = tag >>> 2;
      const extraBytes = code < longLiteralCode ? 0 : code - longLiteralCode + 1;
      const sizeBytes = (extraBytes === 0 ? code : littleEndian(block, from + 1, extraBytes)) + 1;
      const start = from + 1 + extraBytes;
      if (start + sizeBytes > block.length) return malformed("truncated literal", from, "its bytes");
      if (written + sizeBytes > output.length)
        return malformed("literal too long", from, "the announced length");
      copyBytes(block, start, output, written, sizeBytes);
      from = start + sizeBytes;
      written += sizeBytes;
      continue;
    }
    const offsetBytes = kind === copyOneByteOffset ? 1 : kind === copyTwoByteOffset ? 2 : 4;
    if (from + 1 + offsetBytes > block.length) return malformed("truncated copy", from, "its offset");
    const sizeBytes = kind === copyOneByteOffset ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
    const high = kind === copyOneByteOffset ? (tag >>> 5) << 8 : 0;
    const offset =
      offsetBytes === 1
        ? high + (block[from + 1] ?? 0)
        : offsetBytes === 2
          ? (block[from + 1] ?? 0) + ((block[from + 2] ?? 0) << 8)
          : littleEndian(block, from + 1, offsetBytes);
    if (offset === 0 || offset > written)
      return malformed("copy from outside", from, "an offset into the output");
    if (written + sizeBytes > output.length) return malformed("copy too long", from, "the announced length");
    copyBytes(output, written - offset, output, written, sizeBytes);
    from += 1 + offsetBytes;
    written += sizeBytes;
  }
  if (written !== output.length)
    return malformed("truncated block", from, `${output.length} bytes of output`);
  return { ok: true, bytes: output };
}

function announcedSize(
  block: Uint8Array,
): { readonly sizeBytes: number; readonly bodyStart: number } | undefined {
  let sizeBytes = 0;
  for (let shift = 0, index = 0; shift <= maxVarintShift; shift += 7, index++) {
    const byte = block[index];
    if (byte === undefined) return undefined;
    sizeBytes += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return sizeBytes < 2 ** 32 ? { sizeBytes, bodyStart: index + 1 } : undefined;
  }
  return undefined;
}

function littleEndian(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let index = 0; index < count; index++) value += (bytes[start + index] ?? 0) * 2 ** (8 * index);
  return value;
}

/** Upwards, byte by byte: a copy may read what it has just written. Only long stretches are faster in one. */
function copyBytes(
  source: Uint8Array,
  from: number,
  target: Uint8Array,
  to: number,
  sizeBytes: number,
): void {
  if (sizeBytes >= minStretchBytes && (source !== target || from + sizeBytes <= to)) {
    target.set(source.subarray(from, from + sizeBytes), to);
    return;
  }
  for (let index = 0; index < sizeBytes; index++) target[to + index] = source[from + index] ?? 0;
}

function malformed(what: string, offset: number, expected: string): SnappyResult {
  return { ok: false, isTooLarge: false, error: { what, where: `byte ${offset}`, expected } };
}
