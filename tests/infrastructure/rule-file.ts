import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { observabilityDirectory } from "./tool.ts";

const text = z.record(z.string(), z.string());
const rule = z.object({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: z.string(),
  for: z.string().optional(),
  keep_firing_for: z.string().optional(),
  labels: text.optional(),
  annotations: text.optional(),
});
const ruleFile = z.object({
  groups: z.array(z.object({ name: z.string(), interval: z.string().optional(), rules: z.array(rule) })),
});

export type RuleFile = z.infer<typeof ruleFile>;
type Rule = z.infer<typeof rule>;

export const alertsPath = `${observabilityDirectory}/prometheus/alerts.yml`;
export const recordingRulesPath = `${observabilityDirectory}/prometheus/recording-rules.yml`;

export function readRuleFile(path: string): RuleFile {
  return ruleFile.parse(parse(readFileSync(path, "utf8")));
}

export interface Alert extends Rule {
  readonly alert: string;
  readonly group: string;
}

export function alerts(): readonly Alert[] {
  return readRuleFile(alertsPath).groups.flatMap((group) =>
    group.rules.flatMap((item) =>
      item.alert === undefined ? [] : [{ ...item, alert: item.alert, group: group.name }],
    ),
  );
}
