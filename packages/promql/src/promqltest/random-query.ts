import fc from "fast-check";
import { MemorySource } from "./memory-source.ts";
import { parseSeriesLine } from "./series-notation.ts";

/** Series of every kind of sample, some of them ill-formed. */
export const randomSource: MemorySource = new MemorySource();
randomSource.load({
  kind: "load",
  stepMillis: 60_000,
  addsCustomBuckets: false,
  series: [
    'a{x="1",le="1"} 0+1x10',
    'a{x="2",le="+Inf"} 5 NaN stale 3x5',
    'b{x="1"} Inf -Inf 0',
    'h{x="1"} {{schema:1 count:4 sum:3 z_bucket:1 buckets:[1 2]}}+{{schema:0 count:3 sum:2 buckets:[1 2]}}x10',
    'h{x="2"} {{schema:-53 count:3 sum:2 custom_values:[1 2] buckets:[1 1 1]}}x4 1 2 {{schema:3 count:1 sum:1 n_buckets:[1]}}x3',
    'target_info{instance="i",x="1"} 1x10',
  ]
    .map(parseSeriesLine)
    .filter((series) => series !== undefined),
});

const queries = fc.letrec<{ query: string; vector: string }>((tie) => ({
  vector: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      "a",
      "b",
      "h",
      'a{x="1"}',
      "b offset 1m",
      "h @ 120",
      "vector(1)",
      "{x=~'.+'}",
      "h smoothed",
    ),
    fc
      .tuple(
        fc.constantFrom("rate", "delta", "increase"),
        fc.constantFrom("a", "h", "{x=~'.+'}"),
        fc.constantFrom("", "anchored", "smoothed"),
      )
      .map(([name, metric, modifier]) => `${name}(${metric}[3m] ${modifier})`),
    fc
      .tuple(fc.constantFrom("histogram_count", "histogram_avg", "histogram_stddev", "info"), tie("vector"))
      .map(([name, inner]) => `${name}(${inner})`),
    fc
      .tuple(
        fc.constantFrom(
          "rate",
          "irate",
          "sum_over_time",
          "avg_over_time",
          "max_over_time",
          "absent_over_time",
          "deriv",
          "changes",
          "last_over_time",
        ),
        tie("vector"),
      )
      .map(([name, inner]) => `${name}((${inner})[5m:1m])`),
    fc
      .tuple(fc.constantFrom("abs", "sort", "absent", "timestamp", "year", "round"), tie("vector"))
      .map(([name, inner]) => `${name}(${inner})`),
    fc
      .tuple(
        fc.constantFrom(
          "sum by (x)",
          "avg",
          "topk(2,",
          "quantile(0.5,",
          'count_values("v",',
          "stddev without (le)",
          "sum",
          "limitk(1,",
          "limit_ratio(-0.5,",
        ),
        tie("vector"),
      )
      .map(([name, inner]) => (name.endsWith(",") ? `${name} ${inner})` : `${name} (${inner})`)),
    fc
      .tuple(
        tie("vector"),
        fc.constantFrom(
          "+",
          "/ on(x) group_left()",
          "== bool",
          "> ignoring(le)",
          "and",
          "or",
          "unless on(x)",
          "- fill(0)",
          ">/",
          "* on(x) group_left(le)",
        ),
        tie("vector"),
      )
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    tie("vector").map((inner) => `histogram_quantile(0.9, ${inner})`),
    tie("vector").map((inner) => `histogram_fraction(0, 1, ${inner})`),
    tie("vector").map((inner) => `label_replace(${inner}, "x", "$1", "le", "(.*)")`),
  ),
  query: fc.oneof(
    tie("vector"),
    tie("vector").map((inner) => `scalar(${inner})`),
  ),
}));

/** Valid queries over `randomSource`, of which some answer with an error. */
export const randomQuery: fc.Arbitrary<string> = queries.query;
