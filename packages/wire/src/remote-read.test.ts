import { type FloatHistogram, noBounds, noBuckets } from "@voiceassist/histogram";
import fc from "fast-check";
import { PbfWriter } from "pbf";
import { expect, test } from "vitest";
import { crc32c } from "./crc32c.ts";
import { describeDecodeError } from "./decode-result.ts";
import { decodeRemoteRead } from "./remote-read.ts";
import { encodeChunkedSeries, encodeReadResponse, type RemoteReadSeries } from "./remote-read-response.ts";
import type { LabelsResult } from "./remote-write.ts";
import { decodeRemoteWriteV1 } from "./remote-write-v1.ts";

function request(types: readonly number[], matcherType = 2): Uint8Array {
  const writer = new PbfWriter();
  writer.writeMessage(
    1,
    (_: undefined, query: PbfWriter) => {
      query.writeVarintField(1, 1_000);
      query.writeVarintField(2, 2_000);
      query.writeMessage(
        3,
        (_inner: undefined, matcher: PbfWriter) => {
          matcher.writeVarintField(1, matcherType);
          matcher.writeStringField(2, "__name__");
          matcher.writeStringField(3, "up|down");
        },
        undefined,
      );
    },
    undefined,
  );
  if (types.length > 0) writer.writePackedVarint(2, [...types]);
  return writer.finish();
}

test.each([
  [[], "samples"],
  [[0], "samples"],
  [[1, 0], "streamed-chunks"],
  [[7, 1], "streamed-chunks"],
  [[7], undefined],
] as const)("a request that takes the types %j is answered with %s", (types, responseType) => {
  expect(decodeRemoteRead(request(types))).toMatchObject({
    ok: true,
    value: {
      queries: [
        {
          fromMillis: 1_000,
          toMillis: 2_000,
          matchers: [{ name: "__name__", operator: "=~", value: "up|down" }],
        },
      ],
      responseType,
    },
  });
});

test("a kind of matcher that is not known is refused", () => {
  expect(decodeRemoteRead(request([], 9))).toMatchObject({ ok: false });
});

test("no bytes make the decoder throw", () => {
  const cut = fc.nat(40).map((length) => request([1, 0]).subarray(0, length));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), cut), (bytes) => {
      expect(typeof decodeRemoteRead(bytes).ok).toBe("boolean");
    }),
  );
});

const histogram: FloatHistogram = {
  counterResetHint: "unknown",
  schema: 1,
  zeroThreshold: 0.001,
  zeroCount: 2,
  count: 9,
  sum: 12.5,
  positive: { indexes: Int32Array.of(-1, 0, 3), counts: Float64Array.of(1, 2, 4) },
  negative: noBuckets,
  customBounds: noBounds,
};

const values = Float64Array.of(1.5, 0, 0);
new BigUint64Array(values.buffer)[2] = 0x7ff0000000000002n;
const series: RemoteReadSeries = {
  labels: { __name__: "up", job: "😀" },
  timestamps: Float64Array.of(1_000, 2_000, 3_000),
  values,
  histograms: [undefined, histogram, undefined],
};

test("the answer's series read back as those of a write request", () => {
  const response = encodeReadResponse([[series]]);
  // One result, whose length takes two bytes: inside, series have the shape that they have in a write request.
  expect([response[0], (response[1] ?? 0) >= 0x80]).toEqual([0x0a, true]);
  const result = response.subarray(3);
  const decoded = decodeRemoteWriteV1<LabelsResult>(result, {
    begin: () => {},
    follow: () => undefined,
    find: () => undefined,
    learn: (_start, _end, labels) => labels,
  });
  if (!decoded.ok) throw new Error(describeDecodeError(decoded.error));
  expect(decoded.value.known[0]).toEqual({ ok: true, labels: series.labels });
  expect([...decoded.value.timestamps]).toEqual([1_000, 3_000]);
  expect(new BigUint64Array(decoded.value.values.slice().buffer)[1]).toBe(0x7ff0000000000002n);
  expect(decoded.value.extras.get(0)?.histograms).toEqual([{ timestampMillis: 2_000, histogram }]);
});

test("frames carry their length and checksum, at most 1 MiB and a chunk of one series each", () => {
  const [frame = new Uint8Array(), ...others] = [...encodeChunkedSeries(series, 3)];
  expect(others).toEqual([]);
  const body = frame.subarray(2 + 4);
  expect((frame[0] ?? 0) - 0x80 + (frame[1] ?? 0) * 0x80).toBe(body.length);
  expect(new DataView(frame.buffer).getUint32(2)).toBe(crc32c(body));
  // The query's index stands last.
  expect([...body.subarray(-2)]).toEqual([0x10, 3]);

  const length = 200_000;
  const long = {
    labels: { __name__: "long" },
    timestamps: Float64Array.from({ length }, (_, index) => index * 1_000),
    values: Float64Array.from({ length }, (_, index) => Math.sin(index)),
  };
  const sizes = [...encodeChunkedSeries(long, 0)].map((one) => one.length);
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(1_024 * 1_024 + 8_192);
});
