import type { Labels } from "@voiceassist/promql";

/** One instance of an alerting rule: a series of its expression's result. Times are Unix milliseconds. */
export interface Alert {
  /** `inactive`: it fired and no longer does. */
  readonly state: "pending" | "firing" | "inactive";
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Of the expression, when it last had this series; 0 for a native histogram. */
  readonly value: number;
  readonly activeAtMillis: number;
  readonly firedAtMillis: number | undefined;
  readonly resolvedAtMillis: number | undefined;
  /** Since when it fires only because of `keep_firing_for`. */
  readonly keepFiringSinceMillis: number | undefined;
}

/** By `labelsKey` of their labels. */
export type Alerts = ReadonlyMap<string, Alert>;

/** What a result gives an alert, before it is known whether the alert is new. */
export type AlertCandidate = Pick<Alert, "labels" | "annotations" | "value">;
