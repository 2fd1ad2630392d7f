import { compileRegex, type Regex } from "@voiceassist/promql";
import type { ConfigNode } from "../config/config-file.ts";
import { openSection, type Section } from "../config/section.ts";
import {
  defaultRegex,
  isLabelName,
  type NameValidation,
  type RelabelAction,
  type RelabelRule,
  relabelActions,
} from "./relabel-rule.ts";

const fields = {
  what: "a relabelling rule",
  known: ["source_labels", "separator", "regex", "modulus", "target_label", "replacement", "action"],
} as const;

const defaultSeparator = ";";
const defaultReplacement = "$1";

const needTarget: ReadonlySet<RelabelAction> = new Set([
  "replace",
  "hashmod",
  "lowercase",
  "uppercase",
  "keepequal",
  "dropequal",
]);

/** Fields that an action may have; the others would have no effect and are refused, as in Prometheus. */
const allowedFields: Partial<Readonly<Record<RelabelAction, readonly string[]>>> = {
  keepequal: ["source_labels", "target_label"],
  dropequal: ["source_labels", "target_label"],
  labeldrop: ["regex"],
  labelkeep: ["regex"],
};

/** Reads `relabel_configs` or its like, and reports what Prometheus would refuse. */
export function readRelabelRules(
  section: Section,
  key: string,
  nameValidation: NameValidation,
): readonly RelabelRule[] {
  return section
    .list(key)
    .flatMap((node) => readRule(openSection(section.file, node, fields), node, nameValidation) ?? []);
}

function readRule(
  section: Section,
  node: ConfigNode,
  nameValidation: NameValidation,
): RelabelRule | undefined {
  const lowered = section.text("action")?.toLowerCase() ?? "replace";
  const action = relabelActions.find((candidate) => candidate === lowered);
  if (action === undefined) {
    section.report(
      "action",
      `unknown relabel action "${lowered}"; expected one of ${relabelActions.join(", ")}`,
    );
    return undefined;
  }
  const pattern = section.text("regex") ?? defaultRegex;
  const regex = readRegex(section, pattern);
  const targetLabel = section.text("target_label") ?? "";
  const replacement = section.text("replacement") ?? defaultReplacement;
  const modulus = section.wholeNumber("modulus") ?? 0;
  const sourceLabels = section.texts("source_labels") ?? [];

  const isName = (name: string): boolean => isLabelName(name, nameValidation);
  const isTemplate = (text: string): boolean =>
    nameValidation === "legacy"
      ? /^(?:[A-Za-z_]|\$\{?\w+\}?)+\w*(?:\$\{?\w+\}?\w*)*$/u.test(text)
      : isName(text);
  if (needTarget.has(action) && targetLabel === "") {
    section.file.report(node, `relabel configuration for ${action} action requires 'target_label' value`);
  } else if (needTarget.has(action)) {
    const isTarget = action === "replace" && targetLabel.includes("$") ? isTemplate : isName;
    if (!isTarget(targetLabel)) {
      section.report("target_label", `"${targetLabel}" is invalid 'target_label' for ${action} action`);
    }
  }
  if (action === "hashmod" && modulus === 0) {
    section.report("modulus", "relabel configuration for hashmod requires non-zero modulus");
  }
  if (action === "labelmap" && !isTemplate(replacement)) {
    section.report("replacement", `"${replacement}" is invalid 'replacement' for labelmap action`);
  }
  if ((action === "lowercase" || action === "uppercase") && replacement !== defaultReplacement) {
    section.report("replacement", `'replacement' can not be set for ${action} action`);
  }
  refuseIdleFields(section, action);
  if (regex === undefined) return undefined;
  return {
    action,
    sourceLabels,
    separator: section.text("separator") ?? defaultSeparator,
    pattern,
    regex,
    targetLabel,
    replacement,
    modulus: BigInt(modulus),
    nameValidation,
  };
}

function refuseIdleFields(section: Section, action: RelabelAction): void {
  const allowed = allowedFields[action];
  if (allowed === undefined) return;
  for (const key of fields.known) {
    if (key === "action" || allowed.includes(key) || !section.has(key)) continue;
    section.report(key, `${action} action requires only ${allowed.join(" and ")}, and no other fields`);
  }
}

function readRegex(section: Section, pattern: string): Regex | undefined {
  const compiled = compileRegex(pattern);
  if (compiled.ok) return compiled.regex;
  section.report("regex", compiled.message);
  return undefined;
}
