/** Times within a day, ascending, in milliseconds since its start. */
export interface SharedTimes {
  readonly offsets: Uint32Array;
}

interface Shared {
  readonly times: SharedTimes;
  users: number;
}

/** Series that are scraped together have the same times: they are kept once. */
export class SharedTimesPool {
  readonly #byKey = new Map<string, Shared>();
  #sizeBytes = 0;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** To be released as often as it was taken. */
  take(offsets: Uint32Array): SharedTimes {
    const key = keyOf(offsets);
    const known = this.#byKey.get(key);
    if (known !== undefined && isEqual(known.times.offsets, offsets)) {
      known.users += 1;
      return known.times;
    }
    const times = { offsets };
    this.#sizeBytes += offsets.byteLength;
    // Two that only look alike are rare: the second is not shared.
    if (known === undefined) this.#byKey.set(key, { times, users: 1 });
    return times;
  }

  release(times: SharedTimes): void {
    const key = keyOf(times.offsets);
    const shared = this.#byKey.get(key);
    if (shared?.times === times) {
      shared.users -= 1;
      if (shared.users > 0) return;
      this.#byKey.delete(key);
    }
    this.#sizeBytes -= times.offsets.byteLength;
  }
}

function keyOf(offsets: Uint32Array): string {
  return `${offsets.length} ${offsets[0]} ${offsets[offsets.length >>> 1]} ${offsets.at(-1)}`;
}

function isEqual(one: Uint32Array, other: Uint32Array): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
