import {
  type AlertingRule,
  type Alerts,
  alertCandidates,
  endedSeries,
  type Rule,
  type RuleState,
  record,
  resultSamples,
  seriesByKey,
  stepAlerts,
} from "@voiceassist/alerting";
import {
  type Expression,
  evaluateInstant,
  type InstantSample,
  type ParseResult,
  type QueryError,
} from "@voiceassist/promql";
import { type AppendOutcome, StoreError } from "@voiceassist/storage";
import type { Labels, SeriesSamples } from "@voiceassist/wire";
import type { RuleDoor, RuleEvaluationDoor } from "../redact/rule-door.ts";
import { staleSeries } from "../scrape/scrape-report.ts";

export interface RuleParts {
  readonly door: RuleDoor;
  readonly parse: (query: string) => ParseResult;
  /** Samples that one evaluation may hold at a time. */
  readonly maxSamples: number;
  /** What templates of alerts may name. */
  readonly externalLabels: () => Labels;
  readonly externalUrl: string;
  /** A fault of our own; the rule is evaluated again when it is due. */
  readonly onFailure: (error: unknown) => void;
}

/** When a rule is evaluated, in Unix milliseconds, and within which bounds. */
export interface RuleMoment {
  readonly timeMillis: number;
  /** The same less the group's query offset: the time of the query, and of what is written. */
  readonly queryMillis: number;
  readonly limit: number;
  /** Alerts write no series until it is known whether they were active before a restart. */
  readonly writesAlerts: boolean;
  readonly isStopped: () => boolean;
}

export interface RuleOutcome {
  /** The expression or its result was no good, or the store; nothing counts as written. */
  readonly hasFailed: boolean;
  /** Empty when there was none. Also of single samples that were not kept. */
  readonly error: string;
  readonly samples: number;
  readonly series: RuleState["series"];
  readonly alerts: Alerts;
}

const timeoutMillis = 30_000;
/** Queries of the templates of one rule's evaluation. */
const maxTemplateQueries = 100;

/** Evaluates a rule and writes what it makes, and the ends of the series that it no longer makes. */
export async function evaluateRule(
  rule: Rule,
  before: RuleState,
  moment: RuleMoment,
  parts: RuleParts,
): Promise<RuleOutcome> {
  const door = parts.door.begin();
  const ask = queriesOf(door, moment, parts.maxSamples);
  let { alerts } = before;
  const failed = (error: string): RuleOutcome => ({
    hasFailed: true,
    error,
    samples: 0,
    series: before.series,
    alerts,
  });
  try {
    const result = await ask(rule.expression, moment.queryMillis);
    if (!result.ok) return failed(result.error);
    let made: readonly InstantSample[];
    if (rule.kind === "recording") {
      const recorded = record(rule, result.samples, moment.limit);
      if (!recorded.ok) return failed(recorded.error);
      made = recorded.samples;
    } else {
      const step = await alertStep(rule, result.samples, { alerts, moment, parts, door, ask });
      ({ alerts } = step);
      if (step.error !== "") return failed(step.error);
      made = moment.writesAlerts ? step.samples : [];
    }
    const written = made.map((sample) => seriesSamples(sample, door.redact(sample.labels)));
    const outcome = written.length === 0 ? undefined : await parts.door.append(written);
    const series = seriesByKey(written.map(({ labels }) => labels));
    await endSeries(endedSeries(before.series, series), moment.queryMillis, parts.door);
    return { hasFailed: false, error: refusal(outcome), samples: made.length, series, alerts };
  } catch (error) {
    parts.onFailure(error);
    return failed(storeProblem(error));
  }
}

interface AlertParts {
  readonly alerts: Alerts;
  readonly moment: RuleMoment;
  readonly parts: RuleParts;
  readonly door: RuleEvaluationDoor;
  readonly ask: Ask;
}

/** What an alert keeps, shows and sends is redacted before its state is. */
async function alertStep(
  rule: AlertingRule,
  result: readonly InstantSample[],
  { alerts, moment, parts, door, ask }: AlertParts,
): Promise<ReturnType<typeof stepAlerts>> {
  let queries = 0;
  const candidates = await alertCandidates(rule, result, {
    timeMillis: moment.timeMillis,
    externalUrl: parts.externalUrl,
    externalLabels: parts.externalLabels(),
    async query(text) {
      queries += 1;
      if (queries > maxTemplateQueries) {
        return { ok: false, error: `more than ${maxTemplateQueries} queries by the templates of a rule` };
      }
      const parsed = parts.parse(text);
      return parsed.ok
        ? ask(parsed.expression, moment.timeMillis)
        : { ok: false, error: parsed.error.message };
    },
  });
  const redacted = candidates.map(({ labels, annotations, value }) => ({
    labels: door.redact(labels),
    annotations: door.redactTexts(annotations),
    value,
  }));
  return stepAlerts(rule, redacted, alerts, moment);
}

/** A series that another rule goes on writing is not ended: its marker is refused, which is as it should be. */
export async function endSeries(
  ended: readonly Labels[],
  timestampMillis: number,
  door: RuleDoor,
): Promise<void> {
  if (ended.length > 0) await door.append(staleSeries(ended, timestampMillis));
}

type QueryResult =
  | { readonly ok: true; readonly samples: readonly InstantSample[] }
  | { readonly ok: false; readonly error: string };

type Ask = (expression: Expression, timeMillis: number) => Promise<QueryResult>;

/** Queries of one evaluation, which share its time limit. */
function queriesOf(door: RuleEvaluationDoor, { isStopped }: RuleMoment, maxSamples: number): Ask {
  const deadlineMillis = performance.now() + timeoutMillis;
  const isLate = (): boolean => performance.now() > deadlineMillis;
  return async (expression, timeMillis) => {
    const result = await evaluateInstant(expression, door.source, {
      timeMillis,
      maxSamples,
      isCancelled: () => isStopped() || isLate(),
    });
    if (!result.ok) return { ok: false, error: queryProblem(result.error, isLate()) };
    const samples = resultSamples(result.value);
    return samples === undefined
      ? { ok: false, error: "rule result is not a vector or scalar" }
      : { ok: true, samples };
  };
}

function queryProblem({ kind, message }: QueryError, isLate: boolean): string {
  if (kind !== "canceled") return message;
  return isLate ? "query timed out in expression evaluation" : "query was canceled in expression evaluation";
}

function seriesSamples({ timeMillis, value, histogram }: InstantSample, labels: Labels): SeriesSamples {
  return histogram === undefined
    ? { labels, samples: [{ timestampMillis: timeMillis, value }], exemplars: [] }
    : { labels, samples: [], histograms: [{ timestampMillis: timeMillis, histogram }], exemplars: [] };
}

/** In the words of Prometheus' storage. */
function refusal(outcome: AppendOutcome | undefined): string {
  if (outcome === undefined) return "";
  const { outOfOrder, tooOld, duplicate } = outcome.refused;
  if (duplicate > 0) return "duplicate sample for timestamp";
  if (tooOld > 0) return "too old sample";
  return outOfOrder > 0 ? "out of order sample" : "";
}

function storeProblem(error: unknown): string {
  return error instanceof StoreError ? error.message : "the rule could not be evaluated";
}
