import type { Labels } from "../series-source.ts";

const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

/**
 * Prometheus's hash of a label set: XXH64 of its names and values in order of the names, each behind its length.
 * The same series thus get into a sample here as there.
 */
export function labelsHash(labels: Labels): bigint {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const [name, value] of Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1))) {
    for (const text of [name, value]) {
      const encoded = encoder.encode(text);
      const { length } = encoded;
      if (length < 255) bytes.push(length);
      else bytes.push(255, length & 255, (length >> 8) & 255, (length >> 16) & 255);
      for (const byte of encoded) bytes.push(byte);
    }
  }
  return xxh64(Uint8Array.from(bytes));
}

/** https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md, with the seed 0. */
function xxh64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash = prime5;
  if (bytes.length >= 32) {
    let lanes = [wrap(prime1 + prime2), prime2, 0n, wrap(-prime1)];
    for (; at + 32 <= bytes.length; at += 32) {
      const start = at;
      lanes = lanes.map((lane, index) => round(lane, view.getBigUint64(start + index * 8, true)));
    }
    const [first = 0n, second = 0n, third = 0n, fourth = 0n] = lanes;
    hash = wrap(rotate(first, 1n) + rotate(second, 7n) + rotate(third, 12n) + rotate(fourth, 18n));
    for (const lane of lanes) hash = wrap((hash ^ round(0n, lane)) * prime1 + prime4);
  }
  hash = wrap(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) {
    hash = wrap(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4);
  }
  if (at + 4 <= bytes.length) {
    hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint32(at, true)) * prime1), 23n) * prime2 + prime3);
    at += 4;
  }
  for (; at < bytes.length; at++) {
    hash = wrap(rotate(hash ^ wrap(BigInt(bytes[at] ?? 0) * prime5), 11n) * prime1);
  }
  hash = wrap((hash ^ (hash >> 33n)) * prime2);
  hash = wrap((hash ^ (hash >> 29n)) * prime3);
  return hash ^ (hash >> 32n);
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, bits: bigint): bigint {
  return wrap((value << bits) | (value >> (64n - bits)));
}

function round(lane: bigint, input: bigint): bigint {
  return wrap(rotate(wrap(lane + input * prime2), 31n) * prime1);
}
