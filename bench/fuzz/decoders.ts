import { formatPromql, parsePromql, parseSelector } from "@voiceassist/promql";
import {
  compressSnappy,
  decodeRemoteRead,
  decodeRemoteWriteV1,
  decodeRemoteWriteV2,
  defaultExpositionOptions,
  type EncodedSeries,
  type ExpositionFormat,
  type LabelsResult,
  parseExposition,
  uncompressSnappy,
} from "@voiceassist/wire";
import { exposition } from "../exposition/expositions.ts";

/** Answers whether an error, if there is one, says where it is. */
export interface Decoder {
  readonly name: string;
  readonly valid: readonly Uint8Array[];
  /** Crafted to be hard, by what they are. */
  readonly crafted: readonly (readonly [what: string, input: Uint8Array])[];
  readonly hasPlace: (input: Uint8Array) => boolean;
}

const utf8 = new TextEncoder();
const latin = new TextDecoder("utf-8");
const maxSnappyBytes = 32 * 1_024 * 1_024;

function expositionDecoder(name: string, format: ExpositionFormat, valid: readonly string[]): Decoder {
  const long = (size: number): string => "a".repeat(size);
  const crafted = [
    [
      "a million labels",
      `up{${Array.from({ length: 1_000_000 }, (_, index) => `l${index}="v"`).join(",")}} 1\n`,
    ],
    ["one label a hundred thousand times", `up{${'a="b",'.repeat(100_000)}} 1\n`],
    ["a value of a megabyte", `up{a="${long(1_000_000)}"} 1\n`],
    ["a name of a megabyte", `${long(1_000_000)} 1\n`],
    ["a number of 100,000 digits", `up ${"9".repeat(100_000)}\n`],
    ["100,000 backslashes", `up{a="${"\\\\".repeat(50_000)}"} 1\n`],
    ["open braces", "{".repeat(10_000)],
    ["open quotes", `up{a="`.repeat(2_000)],
    ["comments", "#\n".repeat(100_000)],
    ["types of one family", "# TYPE a counter\n".repeat(20_000)],
    ["blanks", `up${" ".repeat(100_000)}1`],
    ["exemplars", `a_total 1 # {${'a="b",'.repeat(10_000)}} 1\n`],
  ] as const;
  return {
    name,
    valid: valid.map((text) => utf8.encode(text)),
    crafted: crafted.map(([what, text]) => [what, utf8.encode(text)]),
    hasPlace(input) {
      const result = parseExposition(input, format, defaultExpositionOptions());
      return result.ok || (result.line >= 1 && result.message !== "");
    },
  };
}

const queries = [
  'sum by (job, "le.x") (rate(http_requests_total{status=~"5..", job!~\'a|b\'}[5m] offset 1h)) / on (job) group_left (x) up',
  "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[1h30m] @ end()))) > bool 2 * 0x1F",
  "max_over_time(deriv(x[5m:1m] @ 1.5)[2 * step() + min_of(1h, 30m):]) and count_values without (a) ('v', y)",
];

/** Each about 10 kB, unless it is longer by its nature. */
const craftedQueries: readonly (readonly [string, string])[] = [
  ["open parentheses", "(".repeat(10_000)],
  ["parentheses to the limit", `${"(".repeat(499)}up${")".repeat(499)}`],
  ["parentheses around a chain", `${"(".repeat(400)}${Array(3_000).fill("a").join("+")}${")".repeat(400)}`],
  ["minus signs", `${"-".repeat(10_000)}1`],
  ["minus signs to the limit", `${"-".repeat(490)}up`],
  ["a chain of additions", Array(5_000).fill("1").join("+")],
  ["a chain of powers", Array(5_000).fill("1").join("^")],
  ["a chain of or", Array(2_000).fill("up").join(" or ")],
  ["nested subqueries", `${"sum_over_time(".repeat(300)}up${"[5m:1m])".repeat(300)}`],
  ["nested functions", `${"abs(".repeat(490)}up${")".repeat(490)}`],
  ["nested aggregations", `${"sum by (a) (".repeat(400)}up${")".repeat(400)}`],
  ["binary operations nested to the left", `${"(".repeat(450)}up${"+on(a)up)".repeat(450)}`],
  ["open brackets", "up[".repeat(3_000)],
  ["open braces", "up{".repeat(3_000)],
  ["many matchers", `up{${Array.from({ length: 700 }, (_, index) => `l${index}="v${index}"`).join(",")}}`],
  ["a regular expression of alternatives", `up{a=~"${"(a|b)*".repeat(1_500)}"}`],
  ["a nest of repetitions", `up{a=~"${"(".repeat(500)}a${"{1,9})".repeat(500)}"}`],
  [
    "many regular expressions",
    `up{${Array.from({ length: 250 }, (_, index) => `l${index}=~"(a+)+(b|c${index})*.*x?"`).join(",")}}`,
  ],
  ["unclosed strings", `"'\``.repeat(3_000)],
  ["escapes", `"${"\\x41".repeat(2_400)}"`],
  ["a long string", `"${"é".repeat(5_000)}"`],
  ["a number of 10,000 digits", "9".repeat(10_000)],
  ["a duration of many units", `up[${"1h".repeat(5_000)}]`],
  ["huge durations", `up[${"9".repeat(300)}y] offset ${"9".repeat(300)}y`],
  ["blanks", `up${" ".repeat(10_000)}+`],
  ["comments", "#\n".repeat(5_000)],
  ["closing parentheses", ")".repeat(10_000)],
  ["words", "by ".repeat(3_300)],
  ["a call of many arguments", `label_join(up,"a",${'"b",'.repeat(2_400)}"c")`],
  ["duration expressions", `up[${"(".repeat(450)}1m${"+1s)".repeat(450)}]`],
];

const promql: Decoder = {
  name: "PromQL, parsed and printed",
  valid: queries.map((query) => utf8.encode(Array(80).fill(query).join(" + "))),
  crafted: craftedQueries.map(([what, text]) => [what, utf8.encode(text)]),
  hasPlace(input) {
    const parsed = parsePromql(latin.decode(input));
    if (!parsed.ok) return parsed.error.position !== undefined;
    return formatPromql(parsed.expression) !== "";
  },
};

const selector: Decoder = {
  name: "series selectors",
  valid: [utf8.encode(`{${Array(400).fill('a="b", "c d"=~"e.*"').join(", ")}}`)],
  crafted: craftedQueries.map(([what, text]) => [what, utf8.encode(text)]),
  hasPlace(input) {
    const parsed = parseSelector(latin.decode(input));
    return parsed.ok || parsed.error.position !== undefined;
  },
};

const know = (_key: string, labels: () => LabelsResult): LabelsResult => labels();

/** Tag, length, content. */
function field(number: number, content: Uint8Array): Uint8Array {
  const head = [number * 8 + 2];
  let rest = content.length;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) head.push((rest % 0x80) + 0x80);
  return Uint8Array.from([...head, rest, ...content]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function label(name: string, value: string): Uint8Array {
  return field(1, joined([field(1, utf8.encode(name)), field(2, utf8.encode(value))]));
}

const sample = field(2, Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 16, 0xe8, 7));
const series = (index: number): Uint8Array =>
  field(1, joined([label("__name__", "up"), label("instance", `host-${index}:9100`), sample, sample]));
const writeV1 = joined(Array.from({ length: 150 }, (_, index) => series(index)));
const manyLabels = field(1, joined([...Array.from({ length: 1_000_000 }, () => label("a", "b")), sample]));
const nested = ((): Uint8Array => {
  let bytes = sample;
  for (let depth = 0; depth < 2_000; depth++) bytes = field(1, bytes);
  return bytes;
})();
const hardMessages: Decoder["crafted"] = [
  ["a million labels", manyLabels],
  ["deep nesting", nested],
  ["a length beyond the end", Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f)],
  ["endless varints", new Uint8Array(10_000).fill(0xff)],
  ["empty fields", joined(Array.from({ length: 5_000 }, () => Uint8Array.of(0x0a, 0)))],
  ["group tags", new Uint8Array(10_000).fill(0x0b)],
];

/** Labels are decoded for every series. */
const forgetful: EncodedSeries<LabelsResult> = {
  begin: () => {},
  follow: () => undefined,
  find: () => undefined,
  learn: (_start, _end, labels) => labels,
};

const remoteWriteV1: Decoder = {
  name: "remote write 1.0",
  valid: [writeV1],
  crafted: hardMessages,
  hasPlace(input) {
    const result = decodeRemoteWriteV1(input, forgetful);
    return result.ok || result.error.where !== "";
  },
};

const symbols = ["", "__name__", "up", "instance", "host:9100"].map((text) => field(4, utf8.encode(text)));
const seriesV2 = field(5, joined([field(1, Uint8Array.of(1, 2, 3, 4)), sample, sample]));

const remoteWriteV2: Decoder = {
  name: "remote write 2.0",
  valid: [joined([...symbols, ...Array.from({ length: 250 }, () => seriesV2)])],
  crafted: [
    ...hardMessages,
    ["a million symbols", joined(Array.from({ length: 1_000_000 }, () => Uint8Array.of(0x22, 1, 0x61)))],
    [
      "a series of a million label references",
      joined([...symbols, field(5, field(1, new Uint8Array(1_000_000).fill(1)))]),
    ],
  ],
  hasPlace(input) {
    const result = decodeRemoteWriteV2(input, know);
    return result.ok || result.error.where !== "";
  },
};

const remoteRead: Decoder = {
  name: "remote read requests",
  valid: [
    field(1, joined([Uint8Array.of(8, 1, 16, 2), ...Array.from({ length: 500 }, () => label("a", "b"))])),
  ],
  crafted: hardMessages,
  hasPlace(input) {
    const result = decodeRemoteRead(input);
    return result.ok || result.error.where !== "";
  },
};

const snappy: Decoder = {
  name: "Snappy",
  valid: [compressSnappy(utf8.encode(exposition(400)))],
  crafted: [
    // 64 bytes of output for each three of input, as far as the bound goes.
    [
      "a bomb",
      Uint8Array.from([0x80, 0x80, 0x80, 0x10, 0, 0x61, ...Array(520_000).fill([0xfe, 1, 0]).flat()]),
    ],
    ["a length of 4 GiB", Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f)],
    ["an announced 32 MiB of nothing", Uint8Array.of(0x80, 0x80, 0x80, 0x10)],
    ["literals of one byte", Uint8Array.from([0x88, 0x27, ...Array(5_000).fill([0, 0x61]).flat()])],
  ],
  hasPlace(input) {
    const result = uncompressSnappy(input, maxSnappyBytes);
    return result.ok || result.error.where !== "";
  },
};

const openMetrics = `${exposition(90)}# EOF\n`;
const metricFamily = joined([
  field(1, utf8.encode("up")),
  ...Array.from({ length: 200 }, (_, index) =>
    field(
      4,
      joined([
        label("instance", `host-${index}:9100`),
        field(2, Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)),
      ]),
    ),
  ),
]);

const protobufExposition: Decoder = {
  ...expositionDecoder("exposition, protobuf", "protobuf", []),
  valid: [field(1, metricFamily).subarray(1)],
  crafted: [
    ...hardMessages,
    [
      "a family with a million labels",
      field(1, field(4, joined(Array.from({ length: 1_000_000 }, () => label("a", "b"))))).subarray(1),
    ],
    [
      "a native histogram of a span of 4 billion",
      field(
        1,
        joined([
          Uint8Array.of(24, 4),
          field(4, field(7, field(12, Uint8Array.of(8, 0, 16, 0xff, 0xff, 0xff, 0xff, 0x0f)))),
        ]),
      ).subarray(1),
    ],
  ],
};

export const decoders: readonly Decoder[] = [
  promql,
  selector,
  expositionDecoder("exposition, text 0.0.4", "text", [exposition(90)]),
  expositionDecoder("exposition, OpenMetrics", "openmetrics", [openMetrics]),
  protobufExposition,
  remoteWriteV1,
  remoteWriteV2,
  remoteRead,
  snappy,
];
