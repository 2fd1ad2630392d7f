import fc from "fast-check";
import { PbfWriter } from "pbf";
import { describe, expect, test, vi } from "vitest";
import type { DecodeResult } from "./decode-result.ts";
import type { Labels } from "./labels.ts";
import type { EncodedSeries, KnowSeries, LabelsResult, RemoteWrite } from "./remote-write.ts";
import { decodeRemoteWriteV1 } from "./remote-write-v1.ts";
import { decodeRemoteWriteV2 } from "./remote-write-v2.ts";

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const staleBits = 0x7ff0000000000002n;
const utf8 = new TextEncoder();

interface Sample {
  readonly millis: number;
  readonly value: number;
}

interface Given {
  readonly labels: readonly (readonly [string, string])[];
  readonly samples: readonly Sample[];
}

function message(write: (writer: PbfWriter) => void): Uint8Array {
  const writer = new PbfWriter();
  write(writer);
  return writer.finish();
}

function text(writer: PbfWriter, field: number, value: string): void {
  writer.writeBytesField(field, utf8.encode(value));
}

function sample(writer: PbfWriter, { millis, value }: Sample): void {
  writer.writeDoubleField(1, value);
  writer.writeVarintField(2, millis);
}

function spans(writer: PbfWriter): void {
  writer.writeBytesField(
    11,
    message((span) => {
      span.writeSVarintField(1, -1);
      span.writeVarintField(2, 2);
    }),
  );
  writer.writePackedSVarint(12, [3, -1]);
}

function histogram(writer: PbfWriter): void {
  writer.writeVarintField(1, 6);
  writer.writeDoubleField(3, 9.5);
  writer.writeSVarintField(4, 2);
  writer.writeDoubleField(5, 0.01);
  writer.writeVarintField(6, 1);
  spans(writer);
  writer.writeVarintField(14, 2);
  writer.writeVarintField(15, 5_000);
}

const decodedHistogram = {
  timestampMillis: 5_000,
  histogram: {
    counterResetHint: "no-reset",
    schema: 2,
    zeroThreshold: 0.01,
    zeroCount: 1,
    count: 6,
    sum: 9.5,
    positive: { indexes: Int32Array.of(-1, 0), counts: Float64Array.of(3, 2) },
    negative: { indexes: new Int32Array(0), counts: new Float64Array(0) },
    customBounds: new Float64Array(0),
  },
};

function label(writer: PbfWriter, [name, value]: readonly [string, string]): void {
  text(writer, 1, name);
  text(writer, 2, value);
}

function v1(given: readonly Given[], extra: (writer: PbfWriter) => void = () => {}): Uint8Array {
  return message((request) => {
    for (const { labels, samples } of given) {
      const series = message((writer) => {
        for (const pair of labels)
          writer.writeBytesField(
            1,
            message((inner) => label(inner, pair)),
          );
        for (const one of samples)
          writer.writeBytesField(
            2,
            message((inner) => sample(inner, one)),
          );
        extra(writer);
      });
      request.writeBytesField(1, series);
    }
    request.writeBytesField(
      3,
      message((writer) => {
        writer.writeVarintField(1, 1);
        text(writer, 2, "requests_total");
        text(writer, 4, "Requests.");
      }),
    );
  });
}

function v2(given: readonly Given[], extra: (writer: PbfWriter) => void = () => {}): Uint8Array {
  const symbols = ["", "Requests.", "trace_id", "abc"];
  const reference = (symbol: string): number => {
    const known = symbols.indexOf(symbol);
    return known === -1 ? symbols.push(symbol) - 1 : known;
  };
  const series = given.map(({ labels, samples }) =>
    message((writer) => {
      writer.writePackedVarint(
        1,
        labels.flatMap((pair) => pair.map(reference)),
      );
      for (const one of samples)
        writer.writeBytesField(
          2,
          message((inner) => sample(inner, one)),
        );
      extra(writer);
    }),
  );
  return message((writer) => {
    for (const symbol of symbols) text(writer, 4, symbol);
    for (const one of series) writer.writeBytesField(5, one);
  });
}

interface Known {
  readonly key: string;
  readonly labels: () => LabelsResult;
}

const know: KnowSeries<Known> = (key, labels) => ({ key, labels });

/** Remembers nothing, so that every series shows its key and labels. */
function forgetful(): EncodedSeries<Known> {
  let bytes: Uint8Array = new Uint8Array();
  return {
    begin: (begun) => {
      bytes = begun;
    },
    follow: () => undefined,
    find: () => undefined,
    learn: (start, end, labels) => ({ key: bytes.subarray(start, end).join(), labels: () => labels }),
  };
}

const versions: Readonly<Record<string, (bytes: Uint8Array) => DecodeResult<RemoteWrite<Known>>>> = {
  "1.0": (bytes) => decodeRemoteWriteV1(bytes, forgetful()),
  "2.0": (bytes) => decodeRemoteWriteV2(bytes, know),
};
const encoders = { "1.0": v1, "2.0": v2 } as const;

function decoded(version: "1.0" | "2.0", bytes: Uint8Array): RemoteWrite<Known> {
  const result = versions[version]?.(bytes);
  if (result?.ok !== true) throw new Error(JSON.stringify(result));
  return result.value;
}

describe.each(["1.0", "2.0"] as const)("remote write %s", (version) => {
  const encode = encoders[version];
  const up = [
    ["__name__", "up"],
    ["job", "näme 😀"],
  ] as const;

  test("gives samples as columns, labels by key", () => {
    const first = {
      labels: up,
      samples: [
        { millis: 1_700_000_000_123, value: 0.1 },
        { millis: 0, value: 0 },
      ],
    };
    const second = { labels: [["__name__", "down"]], samples: [{ millis: 2, value: -0 }] } as const;
    const { known, sampleEnds, timestamps, values } = decoded(version, encode([first, second, first]));
    expect(sampleEnds).toEqual([2, 3, 5]);
    expect(timestamps).toEqual(Float64Array.of(1_700_000_000_123, 0, 2, 1_700_000_000_123, 0));
    expect(values).toEqual(Float64Array.of(0.1, 0, -0, 0.1, 0));
    expect(known[0]?.labels()).toEqual({ ok: true, labels: { __name__: "up", job: "näme 😀" } });
    expect(known[2]?.key).toBe(known[0]?.key);
    expect(known[1]?.key).not.toBe(known[0]?.key);
  });

  test("keeps the bits of a staleness marker", () => {
    const bytes = encode([{ labels: up, samples: [{ millis: 1, value: 0.5 }] }]);
    const half = Uint8Array.from(new Uint8Array(Float64Array.of(0.5).buffer));
    const at = bytes.findIndex((_, index) => half.every((byte, place) => bytes[index + place] === byte));
    new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(at, staleBits, true);
    const { values } = decoded(version, bytes);
    expect(new BigUint64Array(values.slice().buffer)).toEqual(BigUint64Array.of(staleBits));
  });

  test("reads native histograms", () => {
    const field = version === "1.0" ? 4 : 3;
    const bytes = encode([{ labels: up, samples: [] }], (writer) =>
      writer.writeBytesField(field, message(histogram)),
    );
    expect(decoded(version, bytes).extras.get(0)?.histograms).toEqual([decodedHistogram]);
  });

  test.each<[string, readonly (readonly [string, string])[], Labels | string]>([
    [
      "an empty label is absent",
      [
        ["__name__", "a"],
        ["b", ""],
      ],
      { __name__: "a" },
    ],
    [
      "a name twice",
      [
        ["__name__", "a"],
        ["b", "1"],
        ["b", "2"],
      ],
      "a label name that occurs twice",
    ],
    ["no metric name", [["b", "1"]], "a series without a metric name"],
    [
      "an empty name",
      [
        ["__name__", "a"],
        ["", "1"],
      ],
      "a label without a name",
    ],
    [
      "a name of the prototype",
      [
        ["__name__", "a"],
        ["__proto__", "1"],
      ],
      JSON.parse('{"__name__":"a","__proto__":"1"}'),
    ],
  ])("of labels: %s", (_name, labels, expected) => {
    const result = decoded(version, encode([{ labels, samples: [] }])).known[0]?.labels();
    expect(result?.ok === true ? result.labels : result?.reason).toEqual(expected);
  });

  test("gives the same series for any request, whatever the labels", () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })), {
      selector: ([name]) => name,
      maxLength: 5,
    });
    const given = fc.array(
      pairs.map((labels) => ({ labels: [["__name__", "m"] as const, ...labels], samples: [] })),
    );
    fc.assert(
      fc.property(given, (all) => {
        const { known } = decoded(version, encode(all));
        const texts = known.map(({ labels }) => JSON.stringify(labels()));
        for (const [index, one] of known.entries()) {
          const twin = known.findIndex(({ key }) => key === one.key);
          expect(texts[twin]).toBe(texts[index]);
        }
      }),
    );
  });

  const whole = encode(
    [
      {
        labels: up,
        samples: [
          { millis: 1, value: 1 },
          { millis: 300, value: 2 },
        ],
      },
    ],
    (writer) => writer.writeBytesField(version === "1.0" ? 4 : 3, message(histogram)),
  );

  test("random and mutated bytes are an error with a position or a request, never a crash", () => {
    const mutated = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      })
      .map((changes) => {
        const bytes = whole.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        return bytes;
      });
    const cut = fc.nat(whole.length).map((end) => whole.slice(0, end));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 500 }), mutated, cut), (bytes) => {
        const result = versions[version]?.(bytes);
        if (result?.ok === false) expect(result.error.where).toMatch(/^byte \d+$/);
        if (result?.ok === true) {
          expect(result.value.values).toHaveLength(result.value.timestamps.length);
          for (const { labels } of result.value.known) labels();
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

test("version 1 reads labels that other fields lie between as one key", () => {
  const pair = (name: string, value: string): Uint8Array => message((writer) => label(writer, [name, value]));
  const series = (write: (writer: PbfWriter) => void): Uint8Array =>
    message((request) => request.writeBytesField(1, message(write)));
  const one = message((writer) => sample(writer, { millis: 1, value: 1 }));
  const together = series((writer) => {
    writer.writeBytesField(1, pair("__name__", "up"));
    writer.writeBytesField(1, pair("job", "a"));
    writer.writeBytesField(2, one);
  });
  const apart = series((writer) => {
    writer.writeBytesField(1, pair("__name__", "up"));
    writer.writeBytesField(2, one);
    writer.writeBytesField(1, pair("job", "a"));
  });
  const [first, second] = [together, apart].map((bytes) => decoded("1.0", bytes).known[0]);
  expect(second?.key).toBe(first?.key);
  expect(second?.labels()).toEqual({ ok: true, labels: { __name__: "up", job: "a" } });
});

test("version 1 carries metadata by family", () => {
  expect(decoded("1.0", v1([])).metadata).toEqual(
    new Map([["requests_total", { type: "counter", help: "Requests.", unit: "" }]]),
  );
});

test("version 2 carries metadata and exemplars by symbol, and refuses a reference beyond them", () => {
  const bytes = v2([{ labels: [["__name__", "a"]], samples: [] }], (series) => {
    series.writeBytesField(
      4,
      message((exemplar) => {
        exemplar.writePackedVarint(1, [2, 3]);
        exemplar.writeDoubleField(2, 1.5);
        exemplar.writeVarintField(3, 7);
      }),
    );
    series.writeBytesField(
      5,
      message((metadata) => {
        metadata.writeVarintField(1, 2);
        metadata.writeVarintField(3, 1);
      }),
    );
  });
  expect(decoded("2.0", bytes).extras.get(0)).toMatchObject({
    exemplars: [{ labels: { trace_id: "abc" }, value: 1.5, timestampMillis: 7 }],
    metadata: { type: "gauge", help: "Requests.", unit: "" },
  });
  const beyond = message((writer) => {
    text(writer, 4, "");
    writer.writeBytesField(
      5,
      message((series) => series.writePackedVarint(1, [1, 2])),
    );
  });
  expect(decodeRemoteWriteV2(beyond, know)).toMatchObject({ ok: false, error: { expected: "less than 1" } });
});
