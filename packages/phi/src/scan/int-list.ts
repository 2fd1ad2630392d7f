/** Whole numbers that one scan notes; the memory serves the next scan, too, so that a line costs no allocation. */
export interface IntList {
  items: Int32Array;
  length: number;
}

const usualLength = 512;
/** Memory that a long text took is given back when the next scan starts. */
const keptLength = 65_536;

export function createIntList(): IntList {
  return { items: new Int32Array(usualLength), length: 0 };
}

export function clearList(list: IntList): void {
  list.length = 0;
  if (list.items.length > keptLength) list.items = new Int32Array(usualLength);
}

export function noteThree(list: IntList, first: number, second: number, third: number): void {
  const { length } = list;
  if (length + 3 > list.items.length) grow(list);
  const { items } = list;
  items[length] = first;
  items[length + 1] = second;
  items[length + 2] = third;
  list.length = length + 3;
}

/** Where the first of the threes starts, which are in the order of their first numbers, that has `least` or more. */
export function firstThree({ items, length }: IntList, least: number): number {
  let low = 0;
  let high = length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle * 3] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low * 3;
}

function grow(list: IntList): void {
  const longer = new Int32Array(list.items.length * 2);
  longer.set(list.items);
  list.items = longer;
}
