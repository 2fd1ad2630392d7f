import { readFileSync } from "node:fs";
import { alertTemplateProblem, type Rule, type RuleGroup } from "@voiceassist/alerting";
import { type Expression, type ParseResult, printExpression } from "@voiceassist/promql";
import type { Labels } from "@voiceassist/wire";
import { type ConfigFile, type ConfigNode, openConfigFile } from "../config/config-file.ts";
import { findFiles } from "../config/find-files.ts";
import type { Problem } from "../config/problem.ts";
import { openSection, type Section } from "../config/section.ts";
import { readLabels } from "../scrape/read-target-groups.ts";

const fileFields = { what: "a rule file", known: ["groups"] } as const;
const groupFields = {
  what: "a rule group",
  known: ["name", "interval", "query_offset", "limit", "labels", "rules"],
} as const;
const ruleFields = {
  what: "a rule",
  known: ["record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"],
} as const;

const maxRules = 10_000;

/** What a group has that says nothing else. */
export interface GroupDefaults {
  readonly intervalMillis: number;
  readonly queryOffsetMillis: number;
}

/** Reads every file that the patterns name; what is refused is added to `problems`. */
export function readRuleFiles(
  patterns: readonly string[],
  defaults: GroupDefaults,
  parse: ParseQuery,
  problems: Problem[],
): readonly RuleGroup[] {
  const paths = new Set(patterns.flatMap(findFiles));
  let ruleCount = 0;
  return [...paths].flatMap((path) => {
    const file = openConfigFile(path, readFileSync(path, "utf8"), problems);
    if (file.root === null) return [];
    const names = new Set<string>();
    return openSection(file, file.root, fileFields)
      .list("groups")
      .map((node) => {
        const group = readGroup(file, node, { path, names, defaults, parse });
        ruleCount += group.rules.length;
        if (ruleCount > maxRules) file.report(node, `there are more than ${maxRules} rules`);
        return group;
      });
  });
}

type ParseQuery = (text: string) => ParseResult;

interface GroupPlace {
  readonly path: string;
  /** Of the groups of this file so far. */
  readonly names: Set<string>;
  readonly defaults: GroupDefaults;
  readonly parse: ParseQuery;
}

function readGroup(
  file: ConfigFile,
  node: ConfigNode,
  { path, names, defaults, parse }: GroupPlace,
): RuleGroup {
  const section = openSection(file, node, groupFields);
  const name = section.text("name") ?? "";
  if (name === "") section.report("name", "groupname must not be empty");
  else if (names.has(name)) section.report("name", `groupname: "${name}" is repeated in the same file`);
  names.add(name);
  const groupLabels = labelsOf(section, "labels");
  return {
    name,
    file: path,
    intervalMillis: section.durationMillis("interval") || defaults.intervalMillis,
    limit: section.wholeNumber("limit") ?? 0,
    queryOffsetMillis: section.durationMillis("query_offset") ?? defaults.queryOffsetMillis,
    rules: section
      .list("rules")
      .flatMap((rule) => readRule(openSection(file, rule, ruleFields), groupLabels, parse) ?? []),
  };
}

function readRule(section: Section, groupLabels: Labels, parse: ParseQuery): Rule | undefined {
  const record = section.text("record") ?? "";
  const alert = section.text("alert") ?? "";
  const read = readExpression(section, parse);
  const labels = { ...groupLabels, ...labelsOf(section, "labels") };
  const annotations = labelsOf(section, "annotations");
  const forMillis = section.durationMillis("for") ?? 0;
  const keepFiringForMillis = section.durationMillis("keep_firing_for") ?? 0;
  if (record !== "" && alert !== "") {
    section.report("alert", "only one of 'record' and 'alert' must be set");
    return undefined;
  }
  if (record === "" && alert === "") {
    section.file.report(section.node, "one of 'record' or 'alert' must be set");
    return undefined;
  }
  if (alert !== "") {
    checkTemplates(section, alert, { labels, annotations });
    return read && { kind: "alerting", alert, ...read, labels, annotations, forMillis, keepFiringForMillis };
  }
  checkRecord(section, record, {
    for: forMillis > 0,
    keep_firing_for: keepFiringForMillis > 0,
    annotations: Object.keys(annotations).length > 0,
  });
  return read && { kind: "recording", record, ...read, labels };
}

function checkTemplates(
  section: Section,
  alert: string,
  texts: Readonly<Record<"labels" | "annotations", Labels>>,
): void {
  for (const key of ["labels", "annotations"] as const) {
    for (const [name, text] of Object.entries(texts[key])) {
      const problem = alertTemplateProblem(alert, text);
      const what = key === "labels" ? "label" : "annotation";
      if (problem !== undefined) section.report(key, `${what} ${JSON.stringify(name)}: ${problem}`);
    }
  }
}

/** Any text may name a metric, but braces come of a selector in the place of a name. */
function checkRecord(section: Section, record: string, given: Readonly<Record<string, boolean>>): void {
  for (const [key, isGiven] of Object.entries(given)) {
    if (isGiven) section.report(key, `invalid field '${key}' in recording rule`);
  }
  if (/\p{Surrogate}/u.test(record)) section.report("record", `invalid recording rule name: ${record}`);
  if (/[{}]/u.test(record)) {
    section.report("record", `braces present in the recording rule name; should it be in expr?: ${record}`);
  }
}

interface ReadExpression {
  readonly expression: Expression;
  readonly query: string;
}

function readExpression(section: Section, parse: ParseQuery): ReadExpression | undefined {
  const text = section.text("expr") ?? "";
  if (text === "") {
    section.report("expr", "field 'expr' must be set in rule");
    return undefined;
  }
  const parsed = parse(text);
  if (parsed.ok) return { expression: parsed.expression, query: printExpression(parsed.expression) };
  section.report("expr", `could not parse expression: ${parsed.error.message}`);
  return undefined;
}

function labelsOf(section: Section, key: "labels" | "annotations"): Labels {
  if (!section.has(key)) return {};
  const labels = readLabels(section.file, section.at(key), key);
  if (key === "labels" && Object.hasOwn(labels, "__name__"))
    section.report(key, "invalid label name: __name__");
  return labels;
}
