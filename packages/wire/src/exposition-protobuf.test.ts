import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { defaultExpositionOptions, type ExpositionFormat, parseExposition } from "./exposition.ts";

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

type Bytes = readonly number[];

function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return [...bytes, rest];
}

const bytes = (number: number, content: Bytes): Bytes => [
  number * 8 + 2,
  ...varint(content.length),
  ...content,
];
const long = (number: number, content: Bytes): Bytes => [
  ...varint(number * 8 + 2),
  ...varint(content.length),
  ...content,
];
const text = (number: number, value: string): Bytes => bytes(number, [...new TextEncoder().encode(value)]);
const count = (number: number, value: number): Bytes => [...varint(number * 8), ...varint(value)];
const signed = (value: number): number => (value < 0 ? -value * 2 - 1 : value * 2);
const double = (number: number, value: number): Bytes => [
  number * 8 + 1,
  ...new Uint8Array(Float64Array.of(value).buffer),
];
const pair = (name: string, value: string): Bytes => bytes(1, [...text(1, name), ...text(2, value)]);
const family = (name: string, type: number, ...metrics: readonly Bytes[]): Bytes => {
  const content = [
    ...text(1, name),
    ...text(2, "help"),
    ...count(3, type),
    ...metrics.flatMap((one) => bytes(4, one)),
  ];
  return [...varint(content.length), ...content];
};
const timestamp = [...count(1, 1_700_000_000), ...count(2, 500_000_000)];

const counter = family("hits_total", 0, [
  ...pair("code", "200"),
  ...bytes(3, [
    ...double(1, 7),
    ...bytes(2, [...pair("trace_id", "t"), ...double(2, 0.5), ...bytes(3, timestamp)]),
  ]),
  ...count(6, 1_700_000_001_000),
]);
const classic = family("work_seconds", 4, [
  ...bytes(7, [...count(1, 3), ...double(2, 4.5), ...bytes(3, [...count(1, 2), ...double(2, 1)])]),
]);
const span = (offset: number, length: number): Bytes => [...count(1, signed(offset)), ...count(2, length)];
const native = family("size_bytes", 4, [
  ...bytes(7, [
    ...count(1, 6),
    ...double(2, 18),
    ...bytes(3, [...count(1, 6), ...double(2, 10)]),
    ...count(5, signed(1)),
    ...double(6, 0.001),
    ...count(7, 1),
    ...bytes(12, span(-1, 2)),
    ...bytes(12, span(1, 1)),
    ...bytes(13, [signed(2), signed(-1), signed(1)]),
    ...long(16, [...pair("trace_id", "n"), ...double(2, 3), ...bytes(3, timestamp)]),
  ]),
]);
const summary = family("wait_seconds", 2, [
  ...bytes(4, [...count(1, 2), ...double(2, 3), ...bytes(3, [...double(1, 0.5), ...double(2, 1.25)])]),
]);

const all = Uint8Array.from([...counter, ...classic, ...native, ...summary]);
const parsed = (body: Uint8Array, more = {}) =>
  parseExposition(body, "protobuf", { ...defaultExpositionOptions(), ...more });

test("counters, classic and native histograms and summaries become samples", () => {
  const result = parsed(all);
  expect(result.ok && result.samples.map(({ labels, value }) => [labels, value])).toEqual([
    [{ __name__: "hits_total", code: "200" }, 7],
    [{ __name__: "work_seconds_count" }, 3],
    [{ __name__: "work_seconds_sum" }, 4.5],
    [{ __name__: "work_seconds_bucket", le: "1.0" }, 2],
    [{ __name__: "work_seconds_bucket", le: "+Inf" }, 3],
    [{ __name__: "size_bytes" }, 0],
    [{ __name__: "wait_seconds_count" }, 2],
    [{ __name__: "wait_seconds_sum" }, 3],
    [{ __name__: "wait_seconds", quantile: "0.5" }, 1.25],
  ]);
  expect(result.ok && result.samples[0]).toMatchObject({
    timestampMillis: 1_700_000_001_000,
    exemplars: [{ labels: { trace_id: "t" }, value: 0.5, timestampMillis: 1_700_000_000_500 }],
  });
  expect(result.ok && result.samples[5]).toMatchObject({
    histogram: {
      schema: 1,
      zeroThreshold: 0.001,
      zeroCount: 1,
      count: 6,
      sum: 18,
      positive: { indexes: Int32Array.of(-1, 0, 2), counts: Float64Array.of(2, 1, 2) },
    },
    exemplars: [{ labels: { trace_id: "n" }, value: 3, timestampMillis: 1_700_000_000_500 }],
  });
  expect(result.ok && result.metadata.get("size_bytes")).toEqual({
    type: "histogram",
    help: "help",
    unit: "",
  });
});

test.each([
  [
    { nativeHistograms: false },
    ["size_bytes_count", "size_bytes_sum", "size_bytes_bucket", "size_bytes_bucket"],
  ],
  [
    { classicBesideNative: true },
    ["size_bytes", "size_bytes_count", "size_bytes_sum", "size_bytes_bucket", "size_bytes_bucket"],
  ],
])("under %j a native histogram becomes %j", (options, names) => {
  const result = parsed(Uint8Array.from(native), options);
  expect(result.ok && result.samples.map(({ labels }) => labels.__name__)).toEqual(names);
});

test.each([
  [family("", 0, []), 1, "a metric family without a name"],
  [[...counter, ...family("h", 4, [])], 2, "a histogram family with a metric that has none"],
  [[...counter, 0x7f], 2, "truncated field"],
  [
    family("h", 4, [...bytes(7, [...bytes(12, span(0, 3)), ...bytes(13, [2])])]),
    1,
    "whose spans do not hold",
  ],
  [family("a", 1, [...pair("x", "1"), ...pair("x", "2")]), 1, "a label name that is empty or twice"],
])("a wrong message is refused with its metric family", (body, line, message) => {
  const result = parsed(Uint8Array.from(body));
  expect(result).toMatchObject({ ok: false, line });
  expect(!result.ok && result.message).toContain(message);
});

const texts: Readonly<Record<ExpositionFormat, Uint8Array>> = {
  text: new TextEncoder().encode(
    '# HELP a_total With "quotes" and \\\\.\n# TYPE a_total counter\na_total{b="c",d="e\\n"} 1.5e3 1395066363000\n\n# TYPE h histogram\nh_bucket{le="1"} 2\nh_bucket{le="+Inf"} 3\nh_sum NaN\n{"dotted.name",x="ü"} -Inf\n',
  ),
  openmetrics: new TextEncoder().encode(
    '# TYPE s_seconds summary\n# UNIT s_seconds seconds\n# HELP s_seconds Time.\ns_seconds{quantile="0.5"} 2 1520879607.789\n# TYPE c counter\nc_total{a="b"} 1 # {trace_id="t"} 0.5 1520879606.5\nc_created 1520430000.123\n# EOF\n',
  ),
  protobuf: all,
};

test.each(["text", "openmetrics", "protobuf"] as const)("the unchanged %s is right", (format) => {
  expect(parseExposition(texts[format], format, defaultExpositionOptions()).ok).toBe(true);
});

test("random and mutated bytes of every format parse or are refused at a line, and never throw", () => {
  const mutation = fc.record({
    at: fc.nat(),
    byte: fc.nat(255),
    kind: fc.constantFrom("set", "insert", "cut"),
  });
  const mutated = (format: ExpositionFormat) =>
    fc.array(mutation, { minLength: 1, maxLength: 6 }).map((mutations) => {
      const content = [...texts[format]];
      for (const { at, byte, kind } of mutations) {
        const place = at % content.length;
        if (kind === "set") content[place] = byte;
        else if (kind === "insert") content.splice(place, 0, byte);
        else content.splice(place, 1 + (byte % 8));
      }
      return Uint8Array.from(content);
    });
  const given = fc
    .constantFrom<ExpositionFormat>("text", "openmetrics", "protobuf")
    .chain((format) =>
      fc.tuple(fc.constant(format), fc.oneof(mutated(format), fc.uint8Array({ maxLength: 200 }))),
    );
  fc.assert(
    fc.property(given, ([format, body]) => {
      const result = parseExposition(body, format, defaultExpositionOptions());
      if (result.ok) return;
      expect(result.line).toBeGreaterThan(0);
      expect(result.message).not.toBe("");
    }),
    { numRuns: 3_000 },
  );
});

test("text that is not UTF-8 is refused at its line", () => {
  const body = Uint8Array.from([...new TextEncoder().encode("a 1\nb 2\n"), 0xff, 0x0a]);
  expect(parseExposition(body, "text", defaultExpositionOptions())).toEqual({
    ok: false,
    line: 3,
    message: "text that is not UTF-8",
  });
});
