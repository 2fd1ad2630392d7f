const initialSizeBytes = 256;
const bitsAWord = 32;

/** Writes bits one after the other, the highest of each value first. */
export class BitWriter {
  #bytes = new Uint8Array(initialSizeBytes);
  #bitCount = 0;

  /** The low `count` bits of a number below 2^32. */
  bits(value: number, count: number): void {
    this.#reserve(count);
    for (let index = count - 1; index >= 0; index--) {
      if ((value >>> index) & 1) {
        const place = this.#bitCount >>> 3;
        this.#bytes[place] = (this.#bytes[place] ?? 0) | (0x80 >>> (this.#bitCount & 7));
      }
      this.#bitCount++;
    }
  }

  /** The low `count` bits, 1 to 64, of the two's complement of a whole number. */
  integer(value: number, count: number): void {
    if (count > bitsAWord) this.bits(Math.floor(value / 2 ** bitsAWord) >>> 0, count - bitsAWord);
    this.bits((value % 2 ** bitsAWord) >>> 0, Math.min(count, bitsAWord));
  }

  byte(value: number): void {
    this.bits(value, 8);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, (this.#bitCount + 7) >>> 3);
  }

  #reserve(count: number): void {
    const needed = ((this.#bitCount + count + 7) >>> 3) + 1;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
