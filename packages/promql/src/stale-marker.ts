/** The NaN that says a series has ended, set by Prometheus's `value.StaleNaN`. */
const staleHighWord = 0x7ff00000;
/** The marker is a signalling NaN, which arithmetic units quieten by setting this bit. */
const quietStaleHighWord = 0x7ff80000;
const staleLowWord = 2;

/** Typed arrays use the machine's byte order, which a DataView must be told. */
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const word = new DataView(new ArrayBuffer(8));
word.setUint32(0, staleHighWord);
word.setUint32(4, staleLowWord);

export const staleMarker: number = word.getFloat64(0);

/**
 * Whether the value is the staleness marker and not an ordinary NaN. The marker survives in a variable and in a
 * Float64Array; a plain array of numbers makes it an ordinary NaN. For values in an array ask `isStaleAt`.
 */
export function isStaleMarker(value: number): boolean {
  return isStaleAt(Float64Array.of(value), 0);
}

/** Reads the marker in place, from the array's own bytes. */
export function isStaleAt(values: Float64Array, index: number): boolean {
  if (!Number.isNaN(values[index])) return false;
  const view = new DataView(values.buffer, values.byteOffset + index * 8, 8);
  const highWord = view.getUint32(littleEndian ? 4 : 0, littleEndian);
  const lowWord = view.getUint32(littleEndian ? 0 : 4, littleEndian);
  return (highWord === staleHighWord || highWord === quietStaleHighWord) && lowWord === staleLowWord;
}

/** Writes the marker bit for bit. */
export function setStaleAt(values: Float64Array, index: number): void {
  const view = new DataView(values.buffer, values.byteOffset + index * 8, 8);
  view.setUint32(littleEndian ? 4 : 0, staleHighWord, littleEndian);
  view.setUint32(littleEndian ? 0 : 4, staleLowWord, littleEndian);
}
