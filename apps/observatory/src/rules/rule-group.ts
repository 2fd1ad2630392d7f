import type { Labels } from "@voiceassist/wire";

interface RuleParts {
  /** The expression as Prometheus prints it. */
  readonly query: string;
  readonly labels: Labels;
}

interface AlertingRule extends RuleParts {
  readonly kind: "alerting";
  readonly alert: string;
  readonly forMillis: number;
  readonly keepFiringForMillis: number;
  readonly annotations: Labels;
}

interface RecordingRule extends RuleParts {
  readonly kind: "recording";
  readonly record: string;
}

export type Rule = AlertingRule | RecordingRule;

/** A group of a rule file: its rules are evaluated in order, together. */
export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  /** `undefined`: the global evaluation interval. */
  readonly intervalMillis: number | undefined;
  /** Alerts or series that one rule may make; 0 is no limit. */
  readonly limit: number;
  readonly queryOffsetMillis: number;
  readonly rules: readonly Rule[];
}
