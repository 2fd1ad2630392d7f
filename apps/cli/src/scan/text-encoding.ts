/** How the bytes of a text are read. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be";

const lookedAtBytes = 8_192;

/** The encoding of a file by its first bytes; undefined for one that is no text. UTF-16 is known by its byte order mark. */
export function textEncoding(first: Uint8Array): TextEncoding | undefined {
  if (first[0] === 0xff && first[1] === 0xfe) return "utf-16le";
  if (first[0] === 0xfe && first[1] === 0xff) return "utf-16be";
  return first.subarray(0, lookedAtBytes).includes(0) ? undefined : "utf-8";
}

/** Bytes as text; sequences that no character has become U+FFFD. */
export async function* decode(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  yield decoder.decode(first, { stream: true });
  for await (const bytes of rest) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}
