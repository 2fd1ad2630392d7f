import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ConfigFile, type ConfigNode, openConfigFile } from "../config/config-file.ts";
import type { Problem } from "../config/problem.ts";

const severities = ["critical", "warning", "info", "none"] as const;

export interface AlertLinks {
  readonly dashboardUids: ReadonlySet<string>;
  /** The repository's root, for runbooks; absent when the configuration stands alone. */
  readonly repository: string | undefined;
}

/** Checks what Prometheus does not ask of an alert: that it says what it means, what to do and where to look. */
export function checkAlerts(path: string, text: string, links: AlertLinks, problems: Problem[]): void {
  const file = openConfigFile(path, text, problems);
  if (file.root === null) return;
  const groups = file.mapping(file.root, "a rule file").get("groups");
  if (groups === undefined) return;
  for (const group of file.list(groups, "groups")) {
    const rules = file.mapping(group, "a rule group").get("rules");
    if (rules === undefined) continue;
    for (const rule of file.list(rules, "rules")) {
      const entries = file.mapping(rule, "a rule");
      const nameNode = entries.get("alert");
      if (nameNode === undefined) continue;
      checkAnnotations(file, nameNode, entries.get("annotations"), links);
      checkLabels(file, nameNode, entries.get("labels"));
    }
  }
}

function checkAnnotations(
  file: ConfigFile,
  nameNode: ConfigNode,
  node: ConfigNode | undefined,
  links: AlertLinks,
): void {
  const name = file.text(nameNode, "alert") ?? "";
  const annotations = node === undefined ? new Map<string, ConfigNode>() : file.mapping(node, "annotations");
  const texts = new Map<string, string>();
  for (const key of ["summary", "description", "runbook_url", "dashboard_url"]) {
    const value = annotations.get(key);
    if (value === undefined) file.report(nameNode, `${name} has no annotation ${key}`);
    else texts.set(key, file.text(value, key) ?? "");
  }
  const runbook = texts.get("runbook_url");
  if (runbook !== undefined && links.repository !== undefined && !/^https?:/u.test(runbook)) {
    if (!existsSync(join(links.repository, runbook))) {
      file.report(annotations.get("runbook_url") ?? node ?? null, `the runbook ${runbook} does not exist`);
    }
  }
  const uid = /\/d\/([\w-]+)/u.exec(texts.get("dashboard_url") ?? "")?.[1];
  if (texts.has("dashboard_url") && (uid === undefined || !links.dashboardUids.has(uid))) {
    file.report(annotations.get("dashboard_url") ?? node ?? null, `no dashboard has the uid "${uid ?? ""}"`);
  }
}

function checkLabels(file: ConfigFile, nameNode: ConfigNode, node: ConfigNode | undefined): void {
  const name = file.text(nameNode, "alert") ?? "";
  const labels = node === undefined ? new Map<string, ConfigNode>() : file.mapping(node, "labels");
  const severity = labels.get("severity");
  const severityText = severity === undefined ? undefined : file.text(severity, "severity");
  if (!severities.some((known) => known === severityText)) {
    file.report(severity ?? nameNode, `${name} needs a severity of ${severities.join(", ")}`);
  }
  for (const [key, value] of labels) {
    if (file.text(value, key)?.includes("$value") === true) {
      file.report(value, `the label ${key} changes with the value, so each evaluation is a new alert`);
    }
  }
}
