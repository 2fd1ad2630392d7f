/** Bytes however they are held. */
export type ByteSource = ArrayBufferLike | ArrayBufferView;

export interface BytesParts {
  readonly text: (text: string) => string;
  /** Counts a failure and says what stands in its place. */
  readonly failed: () => string;
}

/**
 * Bytes that are text, or UTF-16 in elements of two bytes, lose what identifies in it and keep their type. Bytes that only
 * hold an identifier among others are dropped.
 */
export function redactBytes(item: ByteSource, parts: BytesParts): unknown {
  const isView = ArrayBuffer.isView(item);
  const bytes = isView ? new Uint8Array(item.buffer, item.byteOffset, item.byteLength) : new Uint8Array(item);
  if (item instanceof Uint16Array) {
    const wide = decoded(bytes, "utf-16le");
    const redacted = wide === undefined ? undefined : parts.text(wide);
    if (redacted !== undefined && redacted !== wide) {
      return Uint16Array.from(redacted, (_, at) => redacted.charCodeAt(at));
    }
  }
  const text = decoded(bytes, "utf-8");
  const isWide = isView && "BYTES_PER_ELEMENT" in item && item.BYTES_PER_ELEMENT !== 1;
  if (text === undefined) {
    // Numbers of several bytes spell anything by chance.
    if (isWide) return item;
    const latin = new TextDecoder("latin1").decode(bytes);
    return parts.text(latin) === latin ? item : parts.failed();
  }
  const redacted = parts.text(text);
  if (redacted === text) return item;
  return isWide ? parts.failed() : inForm(item, new TextEncoder().encode(redacted).slice());
}

function decoded(bytes: Uint8Array, encoding: "utf-8" | "utf-16le"): string | undefined {
  try {
    // What is shared between threads cannot be decoded where it stands.
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.slice());
  } catch {
    // What is not in that encoding is no text in it, and no failure.
    return undefined;
  }
}

function inForm(item: ByteSource, bytes: Uint8Array<ArrayBuffer>): unknown {
  // A `Buffer` of Node is one as well.
  if (item instanceof Uint8Array) return Object.setPrototypeOf(bytes, Object.getPrototypeOf(item));
  if (item instanceof Int8Array) return new Int8Array(bytes.buffer);
  if (item instanceof Uint8ClampedArray) return new Uint8ClampedArray(bytes.buffer);
  return item instanceof DataView ? new DataView(bytes.buffer) : bytes.buffer;
}
