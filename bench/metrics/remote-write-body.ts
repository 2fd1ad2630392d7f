import type { Labels } from "@voiceassist/wire";
// @ts-expect-error An encoder that others wrote; it has no types.
import { compress as compressUntyped } from "snappyjs";

const compress = compressUntyped as (bytes: Uint8Array) => Uint8Array;

/** Encodes remote write 1.0 fast enough not to be what is measured. */
export class BodyWriter {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #length = 0;

  /** One series with one sample. `labels` is what `encodedLabels` gave. */
  sample(labels: Buffer, timestampMillis: number, value: number): void {
    if (this.#bytes.length - this.#length < labels.length + 64) {
      const wider = Buffer.allocUnsafe(this.#bytes.length * 2);
      this.#bytes.copy(wider, 0, 0, this.#length);
      this.#bytes = wider;
    }
    const timeBytes = varintSize(timestampMillis);
    const sampleBytes = 1 + 8 + 1 + timeBytes;
    this.#tagged(0x0a, labels.length + 2 + sampleBytes);
    labels.copy(this.#bytes, this.#length);
    this.#length += labels.length;
    this.#tagged(0x12, sampleBytes);
    this.#bytes[this.#length++] = 0x09;
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
    this.#bytes[this.#length++] = 0x10;
    this.#varint(timestampMillis);
  }

  /** The request so far as a Snappy block; the writer begins anew. */
  take(): Uint8Array {
    const body = compress(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return body;
  }

  #tagged(tag: number, sizeBytes: number): void {
    this.#bytes[this.#length++] = tag;
    this.#varint(sizeBytes);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#bytes[this.#length++] = (rest % 128) + 128;
    this.#bytes[this.#length++] = rest;
  }
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size++;
  return size;
}

/** The `labels` fields of a `TimeSeries`. */
export function encodedLabels(labels: Labels): Buffer {
  const pairs = Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1));
  return Buffer.concat(
    pairs.map(([name, value]) => {
      const parts = [name, value].map((text, index) => {
        const bytes = Buffer.from(text);
        return Buffer.concat([Buffer.from([(index + 1) * 8 + 2, bytes.length]), bytes]);
      });
      const pair = Buffer.concat(parts);
      return Buffer.concat([Buffer.from([0x0a, pair.length]), pair]);
    }),
  );
}
