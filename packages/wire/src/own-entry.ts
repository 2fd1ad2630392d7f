/** Sets an own property. A plain assignment of a key `__proto__` from outside would set the prototype instead. */
export function setOwn<V>(record: Record<string, V>, key: string, value: V): void {
  if (key === "__proto__") {
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    record[key] = value;
  }
}
