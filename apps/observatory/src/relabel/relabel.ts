import { createHash } from "node:crypto";
import { expandTemplate } from "@voiceassist/promql";
import type { Labels } from "@voiceassist/wire";
import { isLabelName, type RelabelRule } from "./relabel-rule.ts";

/**
 * Applies the rules in their order; `undefined` when one of them drops the label set. A label with an empty value is
 * one that is not there. Follows `model/relabel` of Prometheus.
 */
export function relabel(labels: Labels, rules: readonly RelabelRule[]): Labels | undefined {
  if (rules.length === 0) return labels;
  const found = new Map(Object.entries(labels));
  for (const rule of rules) if (!apply(rule, found)) return undefined;
  return Object.fromEntries(found);
}

/** False when the rule drops the label set. */
function apply(rule: RelabelRule, labels: Map<string, string>): boolean {
  const source = rule.sourceLabels.map((name) => labels.get(name) ?? "").join(rule.separator);
  const { regex, targetLabel } = rule;
  switch (rule.action) {
    case "keep":
      return regex.matches(source);
    case "drop":
      return !regex.matches(source);
    case "keepequal":
      return (labels.get(targetLabel) ?? "") === source;
    case "dropequal":
      return (labels.get(targetLabel) ?? "") !== source;
    case "replace":
      replace(rule, source, labels);
      return true;
    case "lowercase":
      set(labels, targetLabel, source.toLowerCase());
      return true;
    case "uppercase":
      set(labels, targetLabel, source.toUpperCase());
      return true;
    case "hashmod":
      set(labels, targetLabel, String(hash(source) % rule.modulus));
      return true;
    case "labelmap":
      mapNames(rule, labels);
      return true;
    case "labeldrop":
      for (const name of labels.keys()) if (regex.matches(name)) labels.delete(name);
      return true;
    case "labelkeep":
      for (const name of labels.keys()) if (!regex.matches(name)) labels.delete(name);
      return true;
  }
}

function replace(rule: RelabelRule, source: string, labels: Map<string, string>): void {
  const groups = rule.regex.groups(source);
  if (groups === undefined) return;
  const target = expandTemplate(rule.targetLabel, groups);
  if (isLabelName(target, rule.nameValidation)) set(labels, target, expandTemplate(rule.replacement, groups));
}

function mapNames(rule: RelabelRule, labels: Map<string, string>): void {
  const before = [...labels].sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [name, value] of before) {
    const groups = rule.regex.groups(name);
    if (groups !== undefined) set(labels, expandTemplate(rule.replacement, groups), value);
  }
}

function set(labels: Map<string, string>, name: string, value: string): void {
  if (value === "") labels.delete(name);
  else labels.set(name, value);
}

/** MD5's last eight bytes, as Prometheus has always taken them; a spread over shards, not a secret. */
function hash(text: string): bigint {
  return createHash("md5").update(text).digest().readBigUInt64BE(8);
}
