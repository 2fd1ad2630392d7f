import { type Expression, type Labels, parsePromql, printExpression } from "@voiceassist/promql";
import type { AlertingRule, RecordingRule } from "../rule.ts";

interface ParsedQuery {
  readonly expression: Expression;
  readonly query: string;
}

function parsed(query: string): ParsedQuery {
  const result = parsePromql(query);
  if (!result.ok) throw new Error(result.error.message);
  return { expression: result.expression, query: printExpression(result.expression) };
}

/** A recording rule as a rule file gives it. */
export function recordingRule(metric: string, query: string, labels: Labels = {}): RecordingRule {
  return { kind: "recording", record: metric, ...parsed(query), labels };
}

/** An alerting rule as a rule file gives it. */
export function alertingRule(alert: string, query: string, more: Partial<AlertingRule> = {}): AlertingRule {
  const defaults = { labels: {}, annotations: {}, forMillis: 0, keepFiringForMillis: 0 };
  return { kind: "alerting", alert, ...parsed(query), ...defaults, ...more };
}
