const initialCapacity = 2_048;
/** Prometheus' staleness marker is the NaN 0x7ff0000000000002. */
const staleHighWord = 0x7ff00000;

/** Grows by doubling; keeps the bits of values. */
export class SampleBuffer {
  #timestamps = new Float64Array(initialCapacity);
  #values = new Float64Array(initialCapacity);
  #words = new Uint32Array(this.#values.buffer);
  length = 0;

  /** Makes room for one more sample and answers the words of its column of values, two a sample. */
  reserve(): Uint32Array {
    if (this.length === this.#timestamps.length) {
      this.#timestamps = doubled(this.#timestamps);
      this.#values = doubled(this.#values);
      this.#words = new Uint32Array(this.#values.buffer);
    }
    // An empty message is a sample of 0 at 0.
    this.#words[2 * this.length] = 0;
    this.#words[2 * this.length + 1] = 0;
    return this.#words;
  }

  push(timestampMillis: number): void {
    this.#timestamps[this.length] = timestampMillis;
    this.length += 1;
  }

  pushStaleMarker(timestampMillis: number): void {
    const words = this.reserve();
    words[2 * this.length] = 2;
    words[2 * this.length + 1] = staleHighWord;
    this.push(timestampMillis);
  }

  timestamps(): Float64Array {
    return this.#timestamps.subarray(0, this.length);
  }

  values(): Float64Array {
    return this.#values.subarray(0, this.length);
  }
}

function doubled(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(column.length * 2);
  // Between arrays of one type `set` copies bytes.
  wider.set(column);
  return wider;
}
