import { expect, test } from "vitest";
import { describeProblem, type Problem } from "../config/problem.ts";
import { checkAlertmanager } from "./check-alertmanager.ts";
import { checkAlerts } from "./check-alerts.ts";
import { checkCompose } from "./check-compose.ts";
import { checkJaeger } from "./check-jaeger.ts";
import { checkAlloy, checkPromtail } from "./check-log-pipeline.ts";
import { checkLoki } from "./check-loki.ts";

type Check = (path: string, text: string, problems: Problem[]) => void;

function said(check: Check, text: string): readonly string[] {
  const problems: Problem[] = [];
  check("f.yml", text, problems);
  return problems.map(describeProblem);
}

const receivers = "receivers:\n  - name: a\n";

test.each([
  ["route: {receiver: a}\nreceivers: [{name: a}]\n", []],
  ["route: {receiver: b}\nreceivers: [{name: a}]\n", ['f.yml:1:19: no receiver is named "b"']],
  [
    `route:\n  receiver: a\n  routes:\n    - matchers: ['severity=~"("']\n${receivers}`,
    [expect.stringContaining("f.yml:4:18: ")],
  ],
  [
    `route:\n  receiver: a\n  routes:\n    - matchers: [severity]\n${receivers}`,
    ['f.yml:4:18: "severity" is not a matcher such as severity="critical"'],
  ],
  [
    `route:\n  receiver: a\n  group_wait: soon\n${receivers}`,
    ['f.yml:3:15: group_wait is "soon"; expected a duration such as 30s'],
  ],
  [
    `route:\n  receiver: a\n  mute_time_intervals: [night]\n${receivers}`,
    ['f.yml:3:25: no time interval is named "night"'],
  ],
  [
    `route: {receiver: a}\ninhibit_rules:\n  - source_matchers: ['alertname="X"']\n    target_matchers: ['alertname="Y"']\n    equal: [job]\n${receivers}`,
    [
      'f.yml:5:13: job may be missing on both sides, which counts as equal: match job=~".+" in source and target',
    ],
  ],
  [
    "route: {receiver: a}\nreceivers:\n  - name: a\n    slack_configs:\n      - api_url: https://hooks\n",
    ["f.yml:5:9: api_url holds a secret; use api_url_file"],
  ],
])("alertmanager.yml %j: %j", (text, expected) => {
  expect(said(checkAlertmanager, text)).toEqual(expected);
});

const links = { dashboardUids: new Set(["d"]), repository: undefined };
const annotations = "{summary: s, description: d, runbook_url: r, dashboard_url: /d/d}";

test.each([
  [`{alert: A, expr: up, labels: {severity: critical}, annotations: ${annotations}}`, []],
  [
    `{alert: A, expr: up, labels: {severity: critical}, annotations: ${annotations.replace("/d/d", "/d/e")}}`,
    ['no dashboard has the uid "e"'],
  ],
  [`{alert: A, expr: up, labels: {severity: bad}, annotations: ${annotations}}`, ["A needs a severity of"]],
  [
    `{alert: A, expr: up, labels: {severity: none, v: '{{ $value }}'}, annotations: ${annotations}}`,
    ["the label v changes with the value"],
  ],
  [
    "{alert: A, expr: up, labels: {severity: none}}",
    ["summary", "description", "runbook_url", "dashboard_url"],
  ],
  ["{record: a, expr: up}", []],
])("the rule %s: %j", (rule, expected) => {
  const check: Check = (path, text, problems) => checkAlerts(path, text, links, problems);
  const problems = said(check, `groups:\n  - name: g\n    rules:\n      - ${rule}\n`);
  expect(problems).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part);
});

const quiet = "analytics: {reporting_enabled: false}\n";

test.each([
  [quiet, []],
  ["{}", ["analytics.reporting_enabled must be false"]],
  [
    `${quiet}limits_config:\n  retention_period: 90d\n  max_query_length: 30d\n`,
    [
      "f.yml:3:21: retention_period deletes nothing",
      "needs delete_request_store",
      "max_query_length is shorter",
    ],
  ],
  [
    `${quiet}compactor: {retention_enabled: true, delete_request_store: filesystem}\nlimits_config: {retention_period: 90d}\n`,
    ["max_query_length is 721h"],
  ],
  [
    `${quiet}schema_config: {configs: [{store: boltdb-shipper, schema: v12}]}\n`,
    ["only the store tsdb", "needs schema v13"],
  ],
])("loki-config.yml %j: %j", (text, expected) => {
  const problems = said(checkLoki, text);
  expect(problems).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part);
});

test.each([
  [checkPromtail, "a: [{replace: {expression: 'x(y)', replace: z}}]", []],
  [
    checkPromtail,
    "a: [{replace: {expression: 'xy', replace: z}}]",
    ["f.yml:1:28: the expression has no capture group"],
  ],
  [checkPromtail, "a: [{replace: {expression: '(?:x)[(]', replace: z}}]", ["no capture group"]],
  [checkPromtail, "a: [{replace: {expression: '(?=x)(y)', replace: z}}]", ["is not RE2"]],
  [checkPromtail, "a: []", ["no replace stage"]],
  [checkAlloy, "stage.replace {\n\texpression = `x(y)`\n}", []],
  [
    checkAlloy,
    "stage.replace {\n\texpression = `xy`\n}",
    ["f.yml:2:15: the expression has no capture group"],
  ],
  [checkAlloy, "", ["no stage.replace"]],
])("a log pipeline %#: %j", (check, text, expected) => {
  const problems = said(check, text);
  expect(problems).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part);
});

test.each([
  ["service: {pipelines: {traces: {receivers: [otlp]}}}\nreceivers: {otlp: {}}\n", []],
  [
    "service: {pipelines: {traces: {receivers: [otlp]}}}\n",
    ['f.yml:1:44: "otlp" is not defined under receivers'],
  ],
  [
    "extensions: {jaeger_storage: {backends: {b: {badger: {}}}}}\n",
    ["keeps traces for 72h only", "lost at each restart"],
  ],
  [
    "extensions: {jaeger_storage: {backends: {b: {badger: {ephemeral: false, ttl: {spans: long}}}}}}\n",
    ['ttl.spans is "long"'],
  ],
])("jaeger-config.yml %j: %j", (text, expected) => {
  const problems = said(checkJaeger, text);
  expect(problems).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part);
});

test.each([
  ["{image: 'a:1.2.3', environment: {X_PASSWORD: '\u0024{X_PASSWORD:?make it}'}}", []],
  ["{image: 'a:latest'}", ["f.yml:2:14: the image a:latest has no fixed version"]],
  [
    "{image: 'a:1.2.3', environment: {X_PASSWORD: '\u0024{X_PASSWORD:-secret}'}}",
    ["starts without the secret"],
  ],
  [
    "{image: 'a:1.2.3', environment: {X_PASSWORD: secret}}",
    ["f.yml:2:51: X_PASSWORD is written in the file"],
  ],
  ["{image: 'a:1.2.3', environment: {U: 'p://u:\u0024{X_PASSWORD}@h'}}", ["starts without the secret"]],
  ["{image: 'a:1.2.3', volumes: ['./nowhere:/a']}", ["./nowhere is mounted and does not exist"]],
])("docker-compose.yml with %s: %j", (service, expected) => {
  const check: Check = (path, text, problems) => checkCompose(path, text, "/nonexistent", problems);
  const problems = said(check, `services:\n  a: ${service}\n`);
  expect(problems).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part);
});
