import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parsePromql } from "@voiceassist/promql";
import { afterAll, expect, test } from "vitest";
import type { Problem } from "../config/problem.ts";
import { readRuleFiles } from "./read-rule-files.ts";

const directory = mkdtempSync(join(tmpdir(), "rule-files-"));
afterAll(() => rmSync(directory, { recursive: true }));

function read(yaml: string) {
  const path = join(directory, "rules.yml");
  writeFileSync(path, yaml);
  const problems: Problem[] = [];
  const defaults = { intervalMillis: 60_000, queryOffsetMillis: 5_000 };
  const groups = readRuleFiles([path, path], defaults, (text) => parsePromql(text), problems);
  return { groups, problems: problems.map(({ line, message }) => `${line}: ${message}`) };
}

test("a group has the global interval and offset unless it names its own, and gives its labels to its rules", () => {
  const { groups, problems } = read(`
groups:
  - name: own
    interval: 10s
    query_offset: 0s
    limit: 5
    labels: {tier: group, zone: z}
    rules: [{record: "a:b", expr: " sum( up )", labels: {tier: rule}}]
  - name: global
    rules: [{alert: Down, expr: up == 0, for: 5m, keep_firing_for: 1m, annotations: {summary: s}}]
`);
  expect(problems).toEqual([]);
  expect(groups).toMatchObject([
    {
      name: "own",
      intervalMillis: 10_000,
      queryOffsetMillis: 0,
      limit: 5,
      rules: [{ kind: "recording", record: "a:b", query: "sum(up)", labels: { tier: "rule", zone: "z" } }],
    },
    {
      name: "global",
      intervalMillis: 60_000,
      queryOffsetMillis: 5_000,
      limit: 0,
      rules: [
        {
          kind: "alerting",
          alert: "Down",
          query: "up == 0",
          forMillis: 300_000,
          keepFiringForMillis: 60_000,
          annotations: { summary: "s" },
        },
      ],
    },
  ]);
});

test.each([
  ["{record: a, expr: 1, for: 0s, annotations: {}}", []],
  ['{record: "any ü name", expr: 1}', []],
  ["{record: a, expr: 1, for: 5m}", ["1: invalid field 'for' in recording rule"]],
  ["{record: a, expr: 1, keep_firing_for: 5m}", ["1: invalid field 'keep_firing_for' in recording rule"]],
  ["{record: a, expr: 1, annotations: {a: b}}", ["1: invalid field 'annotations' in recording rule"]],
  [
    'record: "up{a}", expr: 1',
    ["1: braces present in the recording rule name; should it be in expr?: up{a}"],
  ],
  ['{record: "\\ud800", expr: 1}', ["1: invalid recording rule name: \ud800"]],
  ["{record: a, expr: 1, labels: {__name__: b}}", ["1: invalid label name: __name__"]],
  [
    '{alert: a, expr: 1, labels: {b: "{{ $value | nothing }}"}}',
    ['1: label "b": template: __alert_a:1: function "nothing" not defined'],
  ],
  [
    '{alert: a, expr: 1, annotations: {b: "{{ if }}"}}',
    ['1: annotation "b": template: __alert_a:1: missing value for if'],
  ],
  ["{record: a, alert: b, expr: 1}", ["1: only one of 'record' and 'alert' must be set"]],
  ["{expr: 1}", ["1: one of 'record' or 'alert' must be set"]],
  ["{record: a}", ["1: field 'expr' must be set in rule"]],
  ['{record: a, expr: ""}', ["1: field 'expr' must be set in rule"]],
  ["{record: a, expr: up{}", [expect.stringContaining("1: ")]],
  ["{record: a, expr: 'up{'}", [expect.stringContaining("1: could not parse expression: 1:4:")]],
])("the rule %s", (rule, expected) => {
  const text = rule.startsWith("{") ? rule : `{${rule}}`;
  expect(read(`groups: [{name: g, rules: [${text}]}]`).problems.slice(0, 1)).toEqual(expected);
});

test.each([
  ["[{name: a}, {name: a}]", '1: groupname: "a" is repeated in the same file'],
  ['[{name: ""}]', "1: groupname must not be empty"],
])("the groups %s", (groups, expected) => {
  expect(read(`groups: ${groups}`).problems).toContain(expected);
});
