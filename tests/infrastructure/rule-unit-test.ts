import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type Alerts,
  alertCandidates,
  endedSeries,
  type Rule,
  record,
  resultSamples,
  ruleName,
  seriesByKey,
  stepAlerts,
} from "@voiceassist/alerting";
import {
  type Expression,
  evaluateInstant,
  type InstantSample,
  type Labels,
  labelsKey,
  parsePromql,
  parseSelector,
  type SeriesSource,
  staleMarker,
} from "@voiceassist/promql";
import { parse } from "yaml";
import { z } from "zod";
import { createMemorySamples, samplesOf } from "./memory-samples.ts";
import { readRuleFile } from "./rule-file.ts";

const unitTests = z.object({
  rule_files: z.array(z.string()),
  evaluation_interval: z.string(),
  tests: z.array(
    z.object({
      name: z.string(),
      interval: z.string(),
      input_series: z.array(z.object({ series: z.string(), values: z.union([z.string(), z.number()]) })),
      promql_expr_test: z.array(
        z.object({
          expr: z.string(),
          eval_time: z.string(),
          exp_samples: z.array(z.object({ labels: z.string(), value: z.number() })),
        }),
      ),
    }),
  ),
});

type UnitTest = z.infer<typeof unitTests>["tests"][number];

/** What one evaluation of a case should have given, and gave, as texts that are equal when it holds. */
export interface CaseOutcome {
  readonly name: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** Runs a file of promtool's rule unit tests on our own evaluation of rules. */
export async function runUnitTests(path: string): Promise<readonly CaseOutcome[]> {
  const file = unitTests.parse(parse(readFileSync(path, "utf8")));
  const intervalMillis = durationMillis(file.evaluation_interval);
  const rules = file.rule_files.flatMap((name) => rulesOf(join(dirname(path), name)));
  const outcomes: CaseOutcome[] = [];
  for (const one of file.tests) outcomes.push(...(await runTest(one, rules, intervalMillis)));
  return outcomes;
}

async function runTest(
  { name, interval, input_series: series, promql_expr_test: checks }: UnitTest,
  rules: readonly Rule[],
  intervalMillis: number,
): Promise<readonly CaseOutcome[]> {
  const memory = createMemorySamples();
  const stepMillis = durationMillis(interval);
  for (const { series: text, values } of series) {
    const labels = labelsOf(text);
    for (const [step, value] of samplesOf(String(values)).entries()) {
      if (value !== undefined) memory.append(labels, step * stepMillis, value);
    }
  }
  const untilMillis = Math.max(...checks.map(({ eval_time: time }) => durationMillis(time)));
  const read = rulesReadBy(checks, rules);
  const states = new Map(
    read.map((rule) => [rule, { alerts: new Map() as Alerts, series: seriesByKey([]) }]),
  );
  for (let timeMillis = 0; timeMillis <= untilMillis; timeMillis += intervalMillis) {
    for (const [rule, { alerts, series: before }] of states) {
      const step = await evaluate(rule, alerts, timeMillis, memory.source);
      for (const { labels, value } of step.samples) memory.append(labels, timeMillis, value);
      const now = seriesByKey(step.samples.map(({ labels }) => labels));
      for (const labels of endedSeries(before, now)) memory.append(labels, timeMillis, staleMarker);
      states.set(rule, { alerts: step.alerts, series: now });
    }
  }
  const outcomes: CaseOutcome[] = [];
  for (const { expr, eval_time: time, exp_samples: expected } of checks) {
    const samples = await query(expr, durationMillis(time), memory.source);
    outcomes.push({
      name: `${name}, at ${time}: ${expr}`,
      expected: expected.map(({ labels, value }) => `${labelsKey(labelsOf(labels))} ${value}`).sort(),
      actual: samples.map(({ labels, value }) => `${labelsKey(labels)} ${value}`).sort(),
    });
  }
  return outcomes;
}

/** What the checks look at, and what that reads; all other rules would be evaluated for nothing. */
function rulesReadBy(checks: readonly { readonly expr: string }[], rules: readonly Rule[]): readonly Rule[] {
  const read = new Set<Rule>();
  let texts = checks.map(({ expr }) => expr);
  while (texts.length > 0) {
    const next = rules.filter(
      (rule) => !read.has(rule) && texts.some((text) => text.includes(ruleName(rule))),
    );
    for (const rule of next) read.add(rule);
    texts = next.map(({ query: text }) => text);
  }
  return rules.filter((rule) => read.has(rule));
}

async function evaluate(
  rule: Rule,
  alerts: Alerts,
  timeMillis: number,
  source: SeriesSource,
): Promise<{ readonly alerts: Alerts; readonly samples: readonly InstantSample[] }> {
  const result = await evaluated(rule.expression, timeMillis, source);
  if (rule.kind === "recording") {
    const recorded = record(rule, result, 0);
    if (!recorded.ok) throw new Error(`${rule.record}: ${recorded.error}`);
    return { alerts, samples: recorded.samples };
  }
  const candidates = await alertCandidates(rule, result, {
    timeMillis,
    externalUrl: "",
    externalLabels: {},
    query: async (text) => ({ ok: true, samples: await query(text, timeMillis, source) }),
  });
  const step = stepAlerts(rule, candidates, alerts, { timeMillis, queryMillis: timeMillis, limit: 0 });
  if (step.error !== "") throw new Error(`${rule.alert}: ${step.error}`);
  return step;
}

async function query(
  text: string,
  timeMillis: number,
  source: SeriesSource,
): Promise<readonly InstantSample[]> {
  const parsed = parsePromql(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return evaluated(parsed.expression, timeMillis, source);
}

async function evaluated(
  expression: Expression,
  timeMillis: number,
  source: SeriesSource,
): Promise<readonly InstantSample[]> {
  const result = await evaluateInstant(expression, source, { timeMillis });
  if (!result.ok) throw new Error(result.error.message);
  return resultSamples(result.value) ?? [];
}

function rulesOf(path: string): readonly Rule[] {
  return readRuleFile(path).groups.flatMap(({ rules }) =>
    rules.map(({ record: metric, alert, expr, labels = {}, annotations = {}, ...times }): Rule => {
      const parsed = parsePromql(expr);
      if (!parsed.ok) throw new Error(parsed.error.message);
      const shared = { expression: parsed.expression, query: expr, labels };
      if (alert === undefined) return { kind: "recording", record: metric ?? "", ...shared };
      const forMillis = durationMillis(times.for ?? "0s");
      const keepFiringForMillis = durationMillis(times.keep_firing_for ?? "0s");
      return { kind: "alerting", alert, ...shared, annotations, forMillis, keepFiringForMillis };
    }),
  );
}

function labelsOf(series: string): Labels {
  const selector = parseSelector(series);
  if (!selector.ok) throw new Error(`${series}: ${selector.error.message}`);
  return Object.fromEntries(selector.matchers.map(({ name, value }) => [name, value]));
}

const unitMillis: Readonly<Record<string, number>> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};

function durationMillis(text: string): number {
  const parts = [...text.matchAll(/(\d+)(ms|[dhms])/gu)];
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (unitMillis[unit] ?? 0), 0);
}
