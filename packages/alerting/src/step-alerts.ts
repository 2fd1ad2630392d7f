import { type InstantSample, type Labels, labelsKey, setLabel } from "@voiceassist/promql";
import type { Alert, AlertCandidate, Alerts } from "./alert.ts";
import type { AlertingRule } from "./rule.ts";

/** Unix milliseconds. */
export interface AlertMoment {
  readonly timeMillis: number;
  /** The same less the group's query offset: what is written is dated by it. */
  readonly queryMillis: number;
  /** Alerts that may be pending or firing; 0 is no limit. */
  readonly limit: number;
}

export interface AlertStep {
  /** What the rule goes on with, also after an error. */
  readonly alerts: Alerts;
  /** `ALERTS` and `ALERTS_FOR_STATE`. */
  readonly samples: readonly InstantSample[];
  /** Worded as in Prometheus; empty when there is none. */
  readonly error: string;
}

/** A resolved alert is kept this long, for those who have not heard of it. */
const resolvedRetentionMillis = 15 * 60_000;

/** Takes the alerts of a rule from one evaluation to the next: pending, firing after `for`, resolved. */
export function stepAlerts(
  rule: AlertingRule,
  candidates: readonly AlertCandidate[],
  before: Alerts,
  moment: AlertMoment,
): AlertStep {
  const found = new Map(candidates.map((candidate) => [labelsKey(candidate.labels), candidate]));
  if (found.size < candidates.length) {
    const error = "vector contains metrics with the same labelset after applying alert labels";
    return { alerts: before, samples: [], error };
  }
  const alerts = new Map<string, Alert>();
  const active: Alert[] = [];
  for (const [key, alert] of withCandidates(before, found, moment.timeMillis)) {
    const next = found.has(key)
      ? advanced({ ...alert, keepFiringSinceMillis: undefined }, rule, moment.timeMillis)
      : withoutCandidate(alert, rule, moment.timeMillis);
    if (next === undefined) continue;
    alerts.set(key, next);
    if (next.state !== "inactive") active.push(next);
  }
  const { limit, queryMillis } = moment;
  if (limit > 0 && active.length > limit) {
    const error = `exceeded limit of ${limit} with ${active.length} alerts`;
    return { alerts: new Map(), samples: [], error };
  }
  return { alerts, samples: active.flatMap((alert) => alertSamples(rule, alert, queryMillis)), error: "" };
}

function withCandidates(
  before: Alerts,
  found: ReadonlyMap<string, AlertCandidate>,
  timeMillis: number,
): ReadonlyMap<string, Alert> {
  const alerts = new Map(before);
  for (const [key, { labels, annotations, value }] of found) {
    const known = before.get(key);
    const isKnown = known !== undefined && known.state !== "inactive";
    alerts.set(
      key,
      isKnown
        ? { ...known, annotations, value }
        : {
            state: "pending",
            labels,
            annotations,
            value,
            activeAtMillis: timeMillis,
            firedAtMillis: undefined,
            resolvedAtMillis: undefined,
            keepFiringSinceMillis: undefined,
          },
    );
  }
  return alerts;
}

/** The expression no longer has it: it goes on firing for `keep_firing_for`, is resolved, or, pending, is forgotten. */
function withoutCandidate(
  alert: Alert,
  { keepFiringForMillis, forMillis }: AlertingRule,
  timeMillis: number,
): Alert | undefined {
  if (alert.state === "firing" && keepFiringForMillis > 0) {
    const keepFiringSinceMillis = alert.keepFiringSinceMillis ?? timeMillis;
    const kept = { ...alert, keepFiringSinceMillis };
    if (timeMillis - keepFiringSinceMillis < keepFiringForMillis) {
      return advanced(kept, { forMillis }, timeMillis);
    }
    return { ...kept, state: "inactive", resolvedAtMillis: timeMillis };
  }
  if (alert.state === "firing") return { ...alert, state: "inactive", resolvedAtMillis: timeMillis };
  const isForgotten =
    alert.state === "pending" ||
    timeMillis - (alert.resolvedAtMillis ?? timeMillis) > resolvedRetentionMillis;
  return isForgotten ? undefined : alert;
}

/** By `for`, which a changed rule may have made longer. */
function advanced(alert: Alert, { forMillis }: Pick<AlertingRule, "forMillis">, timeMillis: number): Alert {
  const isDue = timeMillis - alert.activeAtMillis >= forMillis;
  if (alert.state === "pending" && isDue) return { ...alert, state: "firing", firedAtMillis: timeMillis };
  if (alert.state === "firing" && !isDue) {
    return { ...alert, state: "pending", firedAtMillis: undefined, keepFiringSinceMillis: undefined };
  }
  return alert;
}

function alertSamples(rule: AlertingRule, alert: Alert, timeMillis: number): readonly InstantSample[] {
  const shared = alertSeriesLabels(rule, alert.labels);
  const state = setLabel(setLabel(shared, "__name__", "ALERTS"), "alertstate", alert.state);
  return [
    { labels: state, timeMillis, value: 1 },
    {
      labels: setLabel(shared, "__name__", forStateMetric),
      timeMillis,
      value: Math.floor(alert.activeAtMillis / 1_000),
    },
  ];
}

/** The metric whose value says since when an alert is active, in Unix seconds; a restart reads it. */
export const forStateMetric = "ALERTS_FOR_STATE";

/** Without `__name__` and `alertstate`. */
export function alertSeriesLabels(rule: AlertingRule, labels: Labels): Labels {
  let series: Labels = {};
  for (const [name, value] of [...Object.entries(rule.labels), ...Object.entries(labels)])
    series = setLabel(series, name, value);
  return setLabel(series, "alertname", rule.alert);
}
