import { createOwnHistogram, type OwnHistogram } from "./own-histogram.ts";
import { labelText, type OwnMetric } from "./own-metric.ts";
import { createOwnSummary, type OwnSummary } from "./own-summary.ts";

/** Of one rule group. */
export interface RuleGroupFigures {
  rules: number;
  intervalSeconds: number;
  evaluations: number;
  failures: number;
  /** Missed ones included. */
  iterations: number;
  missed: number;
  samples: number;
  lastEvaluationSeconds: number;
  lastDurationSeconds: number;
  lastRuleDurationSumSeconds: number;
}

/** The `prometheus_rule_*` metrics, by the names and meanings of Prometheus. */
export interface RuleMetrics {
  /** By file and name of the group, which its series carry. */
  readonly groups: Map<string, RuleGroupFigures>;
  observeRule(seconds: number): void;
  observeGroup(seconds: number): void;
  readonly exposed: readonly OwnMetric[];
}

export function newGroupFigures(): RuleGroupFigures {
  return {
    rules: 0,
    intervalSeconds: 0,
    evaluations: 0,
    failures: 0,
    iterations: 0,
    missed: 0,
    samples: 0,
    lastEvaluationSeconds: 0,
    lastDurationSeconds: 0,
    lastRuleDurationSumSeconds: 0,
  };
}

type Row = readonly [name: string, help: string, type: "counter" | "gauge", figure: keyof RuleGroupFigures];

const rows: readonly Row[] = [
  ["rule_evaluations_total", "The total number of rule evaluations.", "counter", "evaluations"],
  ["rule_evaluation_failures_total", "The total number of rule evaluation failures.", "counter", "failures"],
  [
    "rule_group_iterations_total",
    "The total number of scheduled rule group evaluations, whether executed or missed.",
    "counter",
    "iterations",
  ],
  [
    "rule_group_iterations_missed_total",
    "The total number of rule group evaluations missed due to slow rule group evaluation.",
    "counter",
    "missed",
  ],
  ["rule_group_rules", "The number of rules.", "gauge", "rules"],
  ["rule_group_interval_seconds", "The interval of a rule group.", "gauge", "intervalSeconds"],
  [
    "rule_group_last_evaluation_samples",
    "The number of samples returned during the last rule group evaluation.",
    "gauge",
    "samples",
  ],
  [
    "rule_group_last_evaluation_timestamp_seconds",
    "The timestamp of the last rule group evaluation in seconds.",
    "gauge",
    "lastEvaluationSeconds",
  ],
  [
    "rule_group_last_duration_seconds",
    "The duration of the last rule group evaluation.",
    "gauge",
    "lastDurationSeconds",
  ],
  [
    "rule_group_last_rule_duration_sum_seconds",
    "The sum of time in seconds it took to evaluate each rule in the group regardless of concurrency.",
    "gauge",
    "lastRuleDurationSumSeconds",
  ],
];

const histogramBoundsSeconds = [0.01, 0.1, 1, 10] as const;

export function createRuleMetrics(nowMillis: () => number): RuleMetrics {
  const groups = new Map<string, RuleGroupFigures>();
  const rule = durations("rule_evaluation", "The duration for a rule to execute.", [0.5, 0.9, 0.99]);
  const group = durations(
    "rule_group",
    "The duration of rule group evaluations.",
    [0.01, 0.05, 0.5, 0.9, 0.99],
  );

  function durations(prefix: string, help: string, quantiles: readonly number[]): Durations {
    return {
      summary: createOwnSummary(`prometheus_${prefix}_duration_seconds`, help, quantiles, nowMillis),
      histogram: createOwnHistogram(
        `prometheus_${prefix}_duration_histogram_seconds`,
        help,
        [],
        histogramBoundsSeconds,
      ),
    };
  }

  return {
    groups,
    observeRule: (seconds) => observe(rule, seconds),
    observeGroup: (seconds) => observe(group, seconds),
    exposed: [
      ...rows.map(
        ([name, help, type, figure]): OwnMetric => ({
          name: `prometheus_${name}`,
          help,
          type,
          *samples() {
            for (const [key, figures] of groups) {
              const labels = labelText(["rule_group"], { rule_group: key });
              yield { suffix: "", labels, value: figures[figure] };
            }
          },
        }),
      ),
      ...[rule, group].flatMap(({ summary, histogram }) => [summary, histogram]),
    ],
  };
}

interface Durations {
  readonly summary: OwnSummary;
  readonly histogram: OwnHistogram<never>;
}

function observe({ summary, histogram }: Durations, seconds: number): void {
  summary.observe(seconds);
  histogram.observe({}, seconds);
}
