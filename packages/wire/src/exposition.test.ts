import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { defaultExpositionOptions, type ExpositionFormat, parseExposition } from "./exposition.ts";
import type { ExpositionResult } from "./exposition-sample.ts";

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const text = "text";
const openmetrics = "openmetrics";

const parsed = (exposition: string, format: ExpositionFormat): ExpositionResult =>
  parseExposition(new TextEncoder().encode(exposition), format, defaultExpositionOptions());

const samplesOf = (exposition: string, format: ExpositionFormat): unknown => {
  const result = parsed(exposition, format);
  if (!result.ok) return result;
  return result.samples.map(({ labels, value, timestampMillis }) => ({ labels, value, timestampMillis }));
};

describe("text format 0.0.4", () => {
  test.each([
    ["up 1", [{ labels: { __name__: "up" }, value: 1 }]],
    ['a{b="c",} 2.5e3', [{ labels: { __name__: "a", b: "c" }, value: 2500 }]],
    [
      '  a {b="c" , d = "e"}  -3\t1395066363000 ',
      [{ labels: { __name__: "a", b: "c", d: "e" }, value: -3, timestampMillis: 1395066363000 }],
    ],
    [
      "a +Inf\n\nb -Inf\nc NaN\n",
      [
        { labels: { __name__: "a" }, value: Number.POSITIVE_INFINITY },
        { labels: { __name__: "b" }, value: Number.NEGATIVE_INFINITY },
        { labels: { __name__: "c" }, value: Number.NaN },
      ],
    ],
    [
      String.raw`a{b="C:\\dir\n\"q\" \x"} 1`,
      [{ labels: { __name__: "a", b: 'C:\\dir\n"q" \\x' }, value: 1 }],
    ],
    ['a{b="}#,="} 1', [{ labels: { __name__: "a", b: "}#,=" }, value: 1 }]],
    ['{"http.requests",m="GET"} 1', [{ labels: { __name__: "http.requests", m: "GET" }, value: 1 }]],
    [
      'a{__proto__="x"} 1',
      [
        {
          labels: Object.defineProperty({ __name__: "a" }, "__proto__", { value: "x", enumerable: true }),
          value: 1,
        },
      ],
    ],
    ["", []],
  ])("%s", (exposition, expected) => {
    expect(samplesOf(exposition, text)).toEqual(expected);
  });

  test("metadata is kept by family; other comments are passed over", () => {
    const exposition = [
      String.raw`# HELP http_requests_total Requests,\nby \\method.`,
      "# TYPE http_requests_total counter",
      "# a comment",
      "#",
      "# TYPE rpc untyped",
      "http_requests_total 1",
    ].join("\n");
    const result = parsed(exposition, text);
    expect(result.ok && [...result.metadata]).toEqual([
      ["http_requests_total", { type: "counter", help: "Requests,\nby \\method.", unit: "" }],
      ["rpc", { type: "unknown", help: "", unit: "" }],
    ]);
  });

  test.each([
    ["up 1\nup", 2, "expected a value, a number"],
    ["up one", 1, "expected a value, a number"],
    ["up 0x1", 1, "expected a value, a number"],
    ["9up 1", 1, "expected a metric name"],
    ['up{a="b} 1', 1, "an unclosed string; expected a closing quote"],
    ['up{a="b"c="d"} 1', 1, 'expected "}"'],
    ['up{a="b",a="c"} 1', 1, "a label name twice; expected each once"],
    ["up{a=b} 1", 1, 'expected """'],
    ['up{1a="b"} 1', 1, "expected a label name"],
    ['{a="b"} 1', 1, "a sample without a metric name"],
    ["up 1 2 3", 1, "text after the sample; expected the end of the line"],
    ["up 1 1.5", 1, "a timestamp that is not whole milliseconds"],
    [
      "# TYPE up wibble",
      1,
      "an unknown metric type; expected counter, gauge, histogram, summary, untyped, unknown",
    ],
    ['ok 1\n# HELP ok\n\nup 1 # {a="b"} 1', 4, "text after the sample; expected the end of the line"],
  ])("%j is invalid in line %d", (exposition, line, message) => {
    expect(parsed(exposition, text)).toEqual({ ok: false, line, message });
  });
});

describe("OpenMetrics 1.0", () => {
  test("has exemplars, units and times in seconds", () => {
    const exposition = [
      "# TYPE request_seconds histogram",
      "# UNIT request_seconds seconds",
      '# HELP request_seconds How \\"long\\".',
      'request_seconds_bucket{le="1.0"} 3 1520879607.789 # {trace_id="abc"} 0.67 1520879606.5',
      'request_seconds_bucket{le="+Inf"} 3 # {} 2',
      "# TYPE hits counter",
      "hits_total 17",
      "hits_created 1520430000.123",
      "# EOF",
      "",
    ].join("\n");
    const result = parsed(exposition, openmetrics);
    expect(result).toMatchObject({
      ok: true,
      samples: [
        {
          labels: { __name__: "request_seconds_bucket", le: "1.0" },
          value: 3,
          timestampMillis: 1520879607789,
          exemplars: [{ labels: { trace_id: "abc" }, value: 0.67, timestampMillis: 1520879606500 }],
        },
        { labels: { le: "+Inf" }, exemplars: [{ labels: {}, value: 2 }] },
        { labels: { __name__: "hits_total" }, value: 17 },
        { labels: { __name__: "hits_created" }, value: 1520430000.123 },
      ],
    });
    expect(result.ok && [...result.metadata]).toEqual([
      ["request_seconds", { type: "histogram", help: 'How "long".', unit: "seconds" }],
      ["hits", { type: "counter", help: "", unit: "" }],
    ]);
  });

  test.each([
    ["up 1\n", 2, "no # EOF at the end; the exposition may be cut"],
    ["up 1\n# EOF\nup 2\n", 3, "text after # EOF"],
    ["# a comment\n# EOF", 1, "a comment; expected # HELP, # TYPE, # UNIT or # EOF"],
    [
      "# TYPE up untyped\n# EOF",
      1,
      "an unknown metric type; expected counter, gauge, histogram, gaugehistogram, summary, info, stateset, unknown",
    ],
    ['up 1 # {a="b"}\n# EOF', 1, "expected an exemplar's value, a number"],
  ])("%j is invalid in line %d", (exposition, line, message) => {
    expect(parsed(exposition, openmetrics)).toEqual({ ok: false, line, message });
  });
});

describe("any exposition", () => {
  const fragments = [
    "up",
    "{",
    "}",
    "a",
    "=",
    '"b"',
    '"',
    ",",
    " ",
    "1",
    "NaN",
    "#",
    " # TYPE ",
    "# EOF",
    "\n",
    "\\",
    "\t",
  ];

  test("parses or is invalid, and never throws", () => {
    const arbitrary = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom(...fragments), { maxLength: 30 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(arbitrary, fc.constantFrom(text, openmetrics), (exposition, format) => {
        const result = parsed(exposition, format);
        if (!result.ok) expect(result.line).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test("gives back any label value and any number", () => {
    const escaped = (value: string): string =>
      value.replace(/[\\"\n]/g, (character) => (character === "\n" ? "\\n" : `\\${character}`));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.double())), (series) => {
        const lines = series.map(([label, value]) => `m{l="${escaped(label)}"} ${value}`);
        expect(samplesOf(lines.join("\n"), text)).toEqual(
          series.map(([label, value]) => ({
            labels: { __name__: "m", l: label },
            value: value === 0 ? 0 : value,
          })),
        );
      }),
    );
  });
});
