const maxFragmentBytes = 65_536;
const hashBits = 14;
const minMatchBytes = 4;
const maxCopyBytes = 64;
const maxShortLiteralBytes = 60;

/**
 * Compresses into the Snappy block format (google/snappy, `format_description.txt`): literals, and copies of what stands
 * at most 64 KiB before within the same fragment.
 */
export function compressSnappy(input: Uint8Array): Uint8Array {
  // The longest that incompressible input gets: a literal's header for every fragment, and the length in front.
  const output = new Uint8Array(input.length + Math.ceil(input.length / maxFragmentBytes) * 5 + 10);
  let to = 0;
  let rest = input.length;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) output[to++] = (rest % 0x80) + 0x80;
  output[to++] = rest;
  const table = new Int32Array(2 ** hashBits);
  for (let start = 0; start < input.length; start += maxFragmentBytes) {
    to = compressFragment(input, start, Math.min(start + maxFragmentBytes, input.length), table, output, to);
  }
  return output.subarray(0, to);
}

function compressFragment(
  input: Uint8Array,
  start: number,
  end: number,
  table: Int32Array,
  output: Uint8Array,
  at: number,
): number {
  table.fill(-1);
  let to = at;
  let literalStart = start;
  for (let from = start; from + minMatchBytes <= end; ) {
    const word = wordAt(input, from);
    const slot = Math.imul(word, 0x1e35a7bd) >>> (32 - hashBits);
    const candidate = table[slot] ?? -1;
    table[slot] = from;
    if (candidate < 0 || wordAt(input, candidate) !== word) {
      from++;
      continue;
    }
    let length = minMatchBytes;
    while (from + length < end && input[candidate + length] === input[from + length]) length++;
    // A short copy after a short literal may cost more than the literal alone: not where it is this long.
    to = writeLiteral(input, literalStart, from, output, to);
    to = writeCopies(output, to, from - candidate, length);
    from += length;
    literalStart = from;
  }
  return writeLiteral(input, literalStart, end, output, to);
}

function wordAt(input: Uint8Array, at: number): number {
  return (
    (input[at] ?? 0) |
    ((input[at + 1] ?? 0) << 8) |
    ((input[at + 2] ?? 0) << 16) |
    ((input[at + 3] ?? 0) << 24)
  );
}

function writeLiteral(input: Uint8Array, from: number, end: number, output: Uint8Array, at: number): number {
  const size = end - from;
  if (size === 0) return at;
  let to = at;
  const last = size - 1;
  if (last < maxShortLiteralBytes) output[to++] = last << 2;
  else if (last < 0x100) {
    output[to++] = maxShortLiteralBytes << 2;
    output[to++] = last;
  } else {
    output[to++] = (maxShortLiteralBytes + 1) << 2;
    output[to++] = last & 0xff;
    output[to++] = last >>> 8;
  }
  output.set(input.subarray(from, end), to);
  return to + size;
}

/** Copies with an offset of two bytes, of at most 64 bytes each. */
function writeCopies(output: Uint8Array, at: number, offset: number, length: number): number {
  let to = at;
  for (let left = length; left > 0; left -= maxCopyBytes) {
    output[to++] = ((Math.min(left, maxCopyBytes) - 1) << 2) | 2;
    output[to++] = offset & 0xff;
    output[to++] = offset >>> 8;
  }
  return to;
}
