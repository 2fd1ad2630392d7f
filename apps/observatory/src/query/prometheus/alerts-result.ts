import type { Alert, RuleState } from "@voiceassist/alerting";
import type { EvaluatedGroup } from "../../rules/rule-manager.ts";
import { sortedLabels } from "./sorted-labels.ts";

/** `data` of `/api/v1/alerts`: what is pending or fires. */
export function alertsResult(groups: readonly EvaluatedGroup[]): unknown {
  return { alerts: groups.flatMap(({ state }) => state.rules.flatMap(({ alerts }) => shownAlerts(alerts))) };
}

/** Those that are not resolved. */
export function shownAlerts(alerts: RuleState["alerts"]): readonly unknown[] {
  return [...alerts.values()].filter(({ state }) => state !== "inactive").map(shownAlert);
}

function shownAlert({
  labels,
  annotations,
  state,
  activeAtMillis,
  keepFiringSinceMillis,
  value,
}: Alert): unknown {
  return {
    labels: sortedLabels(labels),
    annotations: sortedLabels(annotations),
    state,
    activeAt: new Date(activeAtMillis).toISOString(),
    ...(keepFiringSinceMillis === undefined
      ? {}
      : { keepFiringSince: new Date(keepFiringSinceMillis).toISOString() }),
    value: scientific(value),
  };
}

/** The state of a rule is that of its alert that has come furthest. */
export function ruleAlertState({ alerts, evaluatedAtMillis }: RuleState): string {
  if (evaluatedAtMillis === undefined) return "unknown";
  const states = new Set([...alerts.values()].map(({ state }) => state));
  return (["firing", "pending"] as const).find((state) => states.has(state)) ?? "inactive";
}

/** As Go's `FormatFloat` with the format `e`: two digits of the exponent at least. */
function scientific(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const [mantissa = "0", power = "0"] = value.toExponential().split("e");
  const sign = Object.is(value, -0) ? "-" : "";
  const exponent = Math.abs(Number(power)).toString().padStart(2, "0");
  return `${sign}${mantissa}e${power.startsWith("-") ? "-" : "+"}${exponent}`;
}
