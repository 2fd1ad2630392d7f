import {
  endedSeries,
  type Rule,
  type RuleState,
  record,
  resultSamples,
  seriesByKey,
} from "@voiceassist/alerting";
import { evaluateInstant, type InstantSample, type QueryError } from "@voiceassist/promql";
import { type AppendOutcome, StoreError } from "@voiceassist/storage";
import type { Labels, SeriesSamples } from "@voiceassist/wire";
import type { RuleDoor, RuleEvaluationDoor } from "../redact/rule-door.ts";
import { staleSeries } from "../scrape/scrape-report.ts";

export interface RuleParts {
  readonly door: RuleDoor;
  /** Samples that one evaluation may hold at a time. */
  readonly maxSamples: number;
  /** A fault of our own; the rule is evaluated again when it is due. */
  readonly onFailure: (error: unknown) => void;
}

/** When a rule is evaluated, in Unix milliseconds, and within which bounds. */
export interface RuleMoment {
  /** Of the query, and of what is written. */
  readonly queryMillis: number;
  readonly limit: number;
  readonly isStopped: () => boolean;
}

export type RuleOutcome =
  | { readonly kind: "failed"; readonly error: string }
  | {
      readonly kind: "evaluated";
      /** Of single samples that were not kept; empty when all were. */
      readonly error: string;
      readonly samples: number;
      readonly series: RuleState["series"];
    };

const timeoutMillis = 30_000;

/** Evaluates a recording rule and writes what it makes, and the ends of the series that it no longer makes. */
export async function evaluateRule(
  rule: Rule,
  before: RuleState,
  moment: RuleMoment,
  parts: RuleParts,
): Promise<RuleOutcome> {
  const door = parts.door.begin();
  try {
    const result = await queryResult(rule, door, moment, parts.maxSamples);
    if (!result.ok) return { kind: "failed", error: result.error };
    const made = rule.kind === "recording" ? record(rule, result.samples, moment.limit) : nothing;
    if (!made.ok) return { kind: "failed", error: made.error };
    const written = made.samples.map((sample) => seriesSamples(sample, door.redact(sample.labels)));
    const outcome = written.length === 0 ? undefined : await parts.door.append(written);
    const series = seriesByKey(written.map(({ labels }) => labels));
    await endSeries(endedSeries(before.series, series), moment.queryMillis, parts.door);
    return { kind: "evaluated", error: refusal(outcome), samples: made.samples.length, series };
  } catch (error) {
    parts.onFailure(error);
    return { kind: "failed", error: storeProblem(error) };
  }
}

/** An alerting rule is evaluated for its health and writes nothing. */
const nothing = { ok: true, samples: [] } as const;

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

async function queryResult(
  rule: Rule,
  door: RuleEvaluationDoor,
  { queryMillis, isStopped }: RuleMoment,
  maxSamples: number,
): Promise<QueryResult> {
  const deadlineMillis = performance.now() + timeoutMillis;
  const isLate = (): boolean => performance.now() > deadlineMillis;
  const result = await evaluateInstant(rule.expression, door.source, {
    timeMillis: queryMillis,
    maxSamples,
    isCancelled: () => isStopped() || isLate(),
  });
  if (!result.ok) return { ok: false, error: queryProblem(result.error, isLate()) };
  const samples = resultSamples(result.value);
  return samples === undefined
    ? { ok: false, error: "rule result is not a vector or scalar" }
    : { ok: true, samples };
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
