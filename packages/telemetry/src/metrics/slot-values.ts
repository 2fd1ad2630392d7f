const initialSlots = 8;

/** Numbers by slot, a fixed count for each, that grow with the slots. */
export class SlotValues {
  readonly width: number;
  numbers: Float64Array;

  constructor(width: number) {
    this.width = width;
    this.numbers = new Float64Array(initialSlots * width);
  }

  /** Makes room for a slot and returns where its numbers begin. */
  offsetOf(slot: number): number {
    const offset = slot * this.width;
    if (offset + this.width > this.numbers.length) {
      const grown = new Float64Array(Math.max(2 * this.numbers.length, offset + this.width));
      grown.set(this.numbers);
      this.numbers = grown;
    }
    return offset;
  }
}
