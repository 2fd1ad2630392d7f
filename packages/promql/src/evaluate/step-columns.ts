/** Many series share one buffer: thousands of small ones cost more to manage than to fill. */
const slabBytes = 1 << 20;
/** Typed arrays up to this size lie in the JavaScript heap and have no buffer to manage. */
const inHeapBytes = 64;

interface StepColumns {
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

let slab = new ArrayBuffer(0);
let usedBytes = 0;

/** Zeroed columns, which nothing else uses. */
export function newStepColumns(stepCount: number): StepColumns {
  const valueBytes = stepCount * Float64Array.BYTES_PER_ELEMENT;
  const bytes = valueBytes + Math.ceil(stepCount / 8) * 8;
  if (valueBytes <= inHeapBytes || bytes > slabBytes / 8) {
    return { values: new Float64Array(stepCount), present: new Uint8Array(stepCount) };
  }
  if (usedBytes + bytes > slab.byteLength) {
    slab = new ArrayBuffer(slabBytes);
    usedBytes = 0;
  }
  const values = new Float64Array(slab, usedBytes, stepCount);
  const present = new Uint8Array(slab, usedBytes + valueBytes, stepCount);
  usedBytes += bytes;
  return { values, present };
}
