import type { Labels } from "@voiceassist/wire";

/** A series of a remote write request that a test or a benchmark sends. */
export interface WrittenSeries {
  readonly labels: Labels;
  readonly samples: readonly (readonly [timestampMillis: number, value: number])[];
}

const maxLiteralBytes = 0xffff;

/** A `prometheus.WriteRequest`, in a Snappy block of literals. */
export function remoteWriteV1(series: readonly WrittenSeries[]): Uint8Array {
  const messages = series.map(({ labels, samples }) => {
    const pairs = sortedPairs(labels).map(([name, value]) => field(1, [...text(1, name), ...text(2, value)]));
    return field(1, [...pairs, ...samples.map(sampleField)].flat());
  });
  return snappyLiterals(messages.flat());
}

/** An `io.prometheus.write.v2.Request`, in a Snappy block of literals. */
export function remoteWriteV2(series: readonly WrittenSeries[]): Uint8Array {
  const symbols = [...new Set(["", ...series.flatMap(({ labels }) => sortedPairs(labels).flat())])];
  const messages = series.map(({ labels, samples }) => {
    const references = sortedPairs(labels)
      .flat()
      .flatMap((symbol) => varint(symbols.indexOf(symbol)));
    return field(5, [...field(1, references), ...samples.flatMap(sampleField)]);
  });
  return snappyLiterals([...symbols.map((symbol) => text(4, symbol)), ...messages].flat());
}

function sortedPairs(labels: Labels): readonly (readonly [string, string])[] {
  return Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1));
}

function sampleField([timestampMillis, value]: readonly [number, number]): number[] {
  const double = new Uint8Array(Float64Array.of(value).buffer);
  return field(2, [9, ...double, 16, ...varint(timestampMillis)]);
}

function text(number: number, value: string): number[] {
  return field(number, [...Buffer.from(value)]);
}

function field(number: number, bytes: readonly number[]): number[] {
  return [number * 8 + 2, ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

function snappyLiterals(body: readonly number[]): Uint8Array {
  const bytes = varint(body.length);
  for (let start = 0; start < body.length; start += maxLiteralBytes) {
    const literal = body.slice(start, start + maxLiteralBytes);
    const last = literal.length - 1;
    // Tag 61: a literal whose length less one is in the next two bytes.
    bytes.push(61 * 4, last % 256, Math.floor(last / 256), ...literal);
  }
  return Uint8Array.from(bytes);
}
