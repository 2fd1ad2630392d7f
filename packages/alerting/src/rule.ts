import type { Expression, Labels } from "@voiceassist/promql";

interface RuleParts {
  readonly expression: Expression;
  /** The expression as Prometheus prints it. */
  readonly query: string;
  /** Those of the group included. */
  readonly labels: Labels;
}

export interface RecordingRule extends RuleParts {
  readonly kind: "recording";
  /** The metric that it writes. */
  readonly record: string;
}

export interface AlertingRule extends RuleParts {
  readonly kind: "alerting";
  readonly alert: string;
  readonly forMillis: number;
  readonly keepFiringForMillis: number;
  readonly annotations: Labels;
}

export type Rule = AlertingRule | RecordingRule;

export function ruleName(rule: Rule): string {
  return rule.kind === "recording" ? rule.record : rule.alert;
}
