import { readFileSync } from "node:fs";
import { type ParseResult, printExpression } from "@voiceassist/promql";
import type { Labels } from "@voiceassist/wire";
import { type ConfigFile, type ConfigNode, openConfigFile } from "../config/config-file.ts";
import { findFiles } from "../config/find-files.ts";
import type { Problem } from "../config/problem.ts";
import { openSection, type Section } from "../config/section.ts";
import { readLabels } from "../scrape/read-target-groups.ts";
import type { Rule, RuleGroup } from "./rule-group.ts";

const fileFields = { what: "a rule file", known: ["groups"] } as const;
const groupFields = {
  what: "a rule group",
  known: ["name", "interval", "query_offset", "limit", "labels", "rules"],
} as const;
const ruleFields = {
  what: "a rule",
  known: ["record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"],
} as const;

/** Reads every file that the patterns name; what is refused is added to `problems`. */
export function readRuleFiles(
  patterns: readonly string[],
  parse: ParseQuery,
  problems: Problem[],
): readonly RuleGroup[] {
  return patterns.flatMap(findFiles).flatMap((path) => {
    const file = openConfigFile(path, readFileSync(path, "utf8"), problems);
    if (file.root === null) return [];
    const names = new Set<string>();
    return openSection(file, file.root, fileFields)
      .list("groups")
      .map((node) => readGroup(file, node, { path, names, parse }));
  });
}

type ParseQuery = (text: string) => ParseResult;

interface GroupPlace {
  readonly path: string;
  /** Of the groups of this file so far. */
  readonly names: Set<string>;
  readonly parse: ParseQuery;
}

function readGroup(file: ConfigFile, node: ConfigNode, { path, names, parse }: GroupPlace): RuleGroup {
  const section = openSection(file, node, groupFields);
  const name = section.text("name") ?? "";
  if (name === "") section.report("name", "groupname must not be empty");
  else if (names.has(name)) section.report("name", `groupname: "${name}" is repeated in the same file`);
  names.add(name);
  const groupLabels = labelsOf(section, "labels");
  return {
    name,
    file: path,
    intervalMillis: section.durationMillis("interval") || undefined,
    limit: section.wholeNumber("limit") ?? 0,
    queryOffsetMillis: section.durationMillis("query_offset") ?? 0,
    rules: section
      .list("rules")
      .flatMap((rule) => readRule(openSection(file, rule, ruleFields), groupLabels, parse) ?? []),
  };
}

function readRule(section: Section, groupLabels: Labels, parse: ParseQuery): Rule | undefined {
  const record = section.text("record");
  const alert = section.text("alert");
  const query = readQuery(section, parse);
  const labels = { ...groupLabels, ...labelsOf(section, "labels") };
  if (record !== undefined && alert !== undefined) {
    section.report("alert", "only one of 'record' and 'alert' must be set");
    return undefined;
  }
  if (record !== undefined) {
    for (const key of ["for", "keep_firing_for", "annotations"]) {
      if (section.has(key)) section.report(key, `invalid field '${key}' in recording rule`);
    }
    if (!/^[A-Za-z_:][\w:]*$/u.test(record))
      section.report("record", `invalid recording rule name: ${record}`);
    return query === undefined ? undefined : { kind: "recording", record, query, labels };
  }
  if (alert === undefined) {
    section.file.report(section.node, "one of 'record' or 'alert' must be set");
    return undefined;
  }
  const forMillis = section.durationMillis("for") ?? 0;
  const keepFiringForMillis = section.durationMillis("keep_firing_for") ?? 0;
  const annotations = labelsOf(section, "annotations");
  return query === undefined
    ? undefined
    : { kind: "alerting", alert, query, labels, annotations, forMillis, keepFiringForMillis };
}

function readQuery(section: Section, parse: ParseQuery): string | undefined {
  const query = section.text("expr");
  if (query === undefined || query.trim() === "") {
    section.report("expr", "field 'expr' must be set in rule");
    return undefined;
  }
  const parsed = parse(query);
  if (parsed.ok) return printExpression(parsed.expression);
  section.report("expr", `could not parse expression: ${parsed.error.message}`);
  return undefined;
}

function labelsOf(section: Section, key: string): Labels {
  return section.has(key) ? readLabels(section.file, section.at(key), key) : {};
}
