import type { DecodeError } from "./decode-result.ts";

export type SnappyResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly isTooLarge: boolean; readonly error: DecodeError };

const maxVarintShift = 28;
const wordBytes = 4;
/** Longer literals are copied in one, which costs a call. */
const maxWordwiseBytes = 128;
const noScratch = new Uint8Array(0);
const literalTag = 0;
const copyOneByteOffset = 1;
const copyTwoByteOffset = 2;
/** Literal tags from this length code on carry 1 to 4 length bytes. */
const longLiteralCode = 60;

/**
 * Undoes the Snappy block format (google/snappy, `format_description.txt`), whose first field is the length of what
 * comes out: more than `maxSizeBytes` is refused before anything is allocated. A block that yields another length than
 * it announces is malformed. What fits into `scratch` is put there and is valid until the scratch is used again.
 */
export function uncompressSnappy(
  block: Uint8Array,
  maxSizeBytes: number,
  scratch: Uint8Array = noScratch,
): SnappyResult {
  const header = announcedSize(block);
  if (header === undefined) return malformed("malformed length", 0, "a varint of at most 32 bits");
  if (header.sizeBytes > maxSizeBytes) {
    const error = { what: "block too large", where: "byte 0", expected: `at most ${maxSizeBytes} bytes` };
    return { ok: false, isTooLarge: true, error };
  }
  const { sizeBytes, bodyStart } = header;
  // With room for the last word of a copy.
  const neededBytes = sizeBytes + wordBytes;
  const output = neededBytes <= scratch.length ? scratch : new Uint8Array(neededBytes);
  const source = viewOf(block);
  const target = viewOf(output);
  let from = bodyStart;
  let written = 0;
  while (from < block.length) {
    const tag = block[from] ?? 0;
    const kind = tag & 3;
    if (kind === literalTag) {
      const code = tag >>> 2;
      const extraBytes = code < longLiteralCode ? 0 : code - longLiteralCode + 1;
      const length = (extraBytes === 0 ? code : littleEndian(block, from + 1, extraBytes)) + 1;
      const start = from + 1 + extraBytes;
      if (length > block.length - start) return malformed("truncated literal", from, "its bytes");
      if (length > sizeBytes - written) return malformed("literal too long", from, "the announced length");
      if (length > maxWordwiseBytes || start + length + wordBytes > block.length) {
        output.set(block.subarray(start, start + length), written);
      } else copyWords(source, start, target, written, length);
      from = start + length;
      written += length;
      continue;
    }
    const offsetBytes = kind === copyOneByteOffset ? 1 : kind === copyTwoByteOffset ? 2 : 4;
    if (from + 1 + offsetBytes > block.length) return malformed("truncated copy", from, "its offset");
    let length = (tag >>> 2) + 1;
    let offset = 0;
    if (kind === copyOneByteOffset) {
      length = ((tag >>> 2) & 7) + 4;
      offset = ((tag >>> 5) << 8) + (block[from + 1] ?? 0);
    } else if (kind === copyTwoByteOffset) {
      offset = (block[from + 1] ?? 0) + ((block[from + 2] ?? 0) << 8);
    } else offset = littleEndian(block, from + 1, offsetBytes);
    if (offset === 0 || offset > written)
      return malformed("copy from outside", from, "an offset into the output");
    if (length > sizeBytes - written) return malformed("copy too long", from, "the announced length");
    if (offset >= wordBytes) copyWords(target, written - offset, target, written, length);
    else repeat(output, written, offset, length);
    from += 1 + offsetBytes;
    written += length;
  }
  if (written !== sizeBytes) return malformed("truncated block", from, `${sizeBytes} bytes of output`);
  return { ok: true, bytes: output.subarray(0, sizeBytes) };
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

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/**
 * Upwards, a word at a time, which takes a third of what bytes take: both places have room for the last whole word, and a
 * copy within one block must not read the word that it writes. What is written beyond the end is written over.
 */
function copyWords(source: DataView, from: number, target: DataView, to: number, sizeBytes: number): void {
  for (let index = 0; index < sizeBytes; index += wordBytes) {
    target.setInt32(to + index, source.getInt32(from + index, true), true);
  }
}

/** A copy that reads what it has just written: the bytes before it, again and again. */
function repeat(output: Uint8Array, to: number, offset: number, sizeBytes: number): void {
  for (let index = to; index < to + sizeBytes; index++) output[index] = output[index - offset] ?? 0;
}

function malformed(what: string, offset: number, expected: string): SnappyResult {
  return { ok: false, isTooLarge: false, error: { what, where: `byte ${offset}`, expected } };
}
