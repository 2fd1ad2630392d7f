const encoder = new TextEncoder();

/** A string of protobuf. pbf 5.1.2 itself writes characters from U+20000 wrongly. */
export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}
