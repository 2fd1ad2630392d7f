import type { DataSeries, SampleGrid } from "./data-set.ts";

/** A recording rule, and its expression with those of the rules that it reads in their place. */
export interface ComparedRule {
  readonly record: string;
  readonly expr: string;
  readonly inlined: string;
  readonly labels: Readonly<Record<string, string>>;
}

const stepMillis = 5_000;
const pastSteps = 120;
const futureSteps = 96;

/**
 * A sample every five seconds of the last ten minutes and of the next eight: whenever a rule is evaluated, both servers
 * have the same samples before and after that time.
 */
export function liveGrid(nowMillis: number): SampleGrid {
  const startMillis = Math.floor(nowMillis / stepMillis) * stepMillis - pastSteps * stepMillis;
  return { startMillis, stepMillis, steps: pastSteps + futureSteps };
}

export function liveSeries(): readonly DataSeries[] {
  const jobs = ["a", "b", "c"].flatMap((job, place) =>
    ["1", "2"].map((instance) => ({ job, instance, seed: place * 2 + Number(instance) })),
  );
  return jobs.flatMap(({ job, instance, seed }): readonly DataSeries[] => {
    const labels = { job, instance };
    const grown = (step: number): number => (step % (40 + seed)) * (seed + 1);
    const named = (name: string, at: DataSeries["at"], more = {}): DataSeries => ({
      labels: { __name__: name, ...labels, ...more },
      at,
    });
    return [
      named("live_requests_total", grown),
      // Above and below the threshold in turn, so that series of a comparison come and go.
      named("live_gauge", (step) => (step * 7 + seed * 13) % 100),
      named("live_odd", (step) => [Number.NaN, 1, -1 / 0, 0.1 + 0.2][(step + seed) % 4]),
      named("live_flapping", (step) =>
        step % 6 < 3 ? step : step % 6 === 3 && seed % 2 === 0 ? "stale" : undefined,
      ),
      ...["0.1", "1", "+Inf"].map((le, bucket) =>
        named("live_seconds_bucket", (step) => grown(step) * (bucket + 1), { le }),
      ),
    ];
  });
}

const rule = (record: string, expr: string, labels = {}, inlined: string = expr): ComparedRule => ({
  record,
  expr,
  inlined,
  labels,
});

const rate = "sum by (job) (rate(live_requests_total[1m]))";

const nothing = "vector(1) unless vector(1)";

/** The heartbeat tells when the group was evaluated. */
export const comparedRules: readonly ComparedRule[] = [
  rule("live:heartbeat", "vector(1)"),
  rule("job:live_requests:rate1m", rate, { tier: "a", instance: "none" }),
  rule("job:live_requests:twice", "job:live_requests:rate1m * 2", { tier: "", instance: "" }, `${rate} * 2`),
  rule("live:rates", "sum(job:live_requests:rate1m)", {}, `sum(${rate})`),
  rule("live:high", "live_gauge > 50"),
  rule("live:none", "live_gauge > 1000"),
  rule("live:p90", "histogram_quantile(0.9, sum by (le, job) (rate(live_seconds_bucket[1m])))"),
  rule("live:odd", "live_odd", { kind: "odd" }),
  rule("live:flapping", "live_flapping"),
  rule("live:avg", "avg_over_time(live_gauge[30s] offset 10s)"),
  rule("live:scalar", "scalar(sum(live_gauge))", { made: "of a scalar" }),
  rule("live:time", "time()"),
  rule("live:top", "topk(2, live_gauge)"),
  rule("live:renamed", 'label_replace(live_gauge, "job", "$1$1", "job", "(.*)")'),
  // These fail and record nothing.
  rule("live:text", '"text"', {}, nothing),
  rule("live:conflict", "live_gauge * on (job) live_gauge", {}, nothing),
  rule("live:same", "live_gauge", { job: "same", instance: "same" }, nothing),
];

const alerts = [
  {
    alert: "LiveHigh",
    expr: "live_gauge > 40",
    for: "3s",
    keep_firing_for: "6s",
    labels: { severity: "page", where: "{{ $labels.job }}/{{ .Labels.instance }}" },
    annotations: {
      summary:
        "{{ $labels.job | toUpper }} is {{ $value | humanize }}{{ if gt $value 60.0 }}, far too high{{ end }}",
      plain: "no template",
      share: '{{ printf "%.3f" $value }} {{ $value | humanizePercentage }} {{ humanizeDuration $value }}',
      asked:
        '{{ query "count(live_gauge)" | first | value }}{{ range query "sort(live_gauge < 0)" }}x{{ end }}',
      broken: "{{ $value.x }} is a mistake",
      failing: '{{ humanize "one" }}',
      all: "{{ range $name, $text := .Labels }}{{ $name }}={{ $text }};{{ end }}",
    },
  },
  { alert: "LiveAlways", expr: "sum(live_gauge) * 0 + 1e7", labels: { job: "" } },
  { alert: "LiveNever", expr: "live_gauge > 1000", for: "1m" },
  { alert: "LiveSame", expr: "live_gauge", labels: { job: "same", instance: "same" } },
  { alert: "LiveOdd", expr: "live_odd", for: "10s" },
];

export const ruleFile: string = JSON.stringify({
  groups: [
    {
      name: "live",
      interval: "1s",
      rules: comparedRules.map(({ record, expr, labels }) => ({ record, expr, labels })),
    },
    { name: "limited", interval: "1s", limit: 2, rules: [{ record: "live:limited", expr: "live_gauge" }] },
    { name: "alerts", interval: "1s", rules: alerts },
  ],
});
