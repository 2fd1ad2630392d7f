import { type Labels, parsePromql, printExpression } from "@voiceassist/promql";
import type { RecordingRule } from "../rule.ts";

/** A recording rule as a rule file gives it. */
export function recordingRule(metric: string, query: string, labels: Labels = {}): RecordingRule {
  const parsed = parsePromql(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { expression } = parsed;
  return { kind: "recording", record: metric, expression, query: printExpression(expression), labels };
}
