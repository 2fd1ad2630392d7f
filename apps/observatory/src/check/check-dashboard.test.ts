import { fileURLToPath } from "node:url";
import { promqlFeatures } from "@voiceassist/promql";
import { expect, test } from "vitest";
import { describeProblem, type Problem } from "../config/problem.ts";
import { checkConfiguration } from "./check-configuration.ts";
import { checkDashboard } from "./check-dashboard.ts";
import { readDataSources } from "./read-data-sources.ts";

const dataSources = new Map([
  ["prometheus", "prometheus"],
  ["loki", "loki"],
]);

function panel(datasource: string, expr: string): string {
  return `{"uid": "d", "title": "D", "panels": [{"datasource": {"uid": "${datasource}"},\n "targets": [{"expr": ${JSON.stringify(expr)}}]}]}`;
}

test.each([
  [panel("prometheus", 'rate(a{job="$job"}[$__rate_interval])'), ""],
  [panel("prometheus", "sum(rate(a[5m])"), "d.json:2:23: the query is not PromQL: 1:"],
  [panel("loki", '{a="b"} |= "$text"'), ""],
  [panel("loki", "{a="), "d.json:2:23: the query is not LogQL: "],
  [panel("mimir", "up"), 'd.json:1:62: no data source has the uid "mimir"'],
  ['{"title": "D", "panels": []}', "d.json:1:1: a dashboard needs a uid"],
  ['{"uid": "d", "title": "D", "panels": 1}', "d.json:1:38: panels must be a list"],
  ['{"uid": "taken", "title": "D", "panels": []}', 'd.json:1:9: the uid "taken" is taken by other.json'],
  ['{"uid": ', "d.json:1:"],
])("the dashboard %s: %j", (text, expected) => {
  const problems: Problem[] = [];
  checkDashboard("d.json", text, dataSources, new Map([["taken", "other.json"]]), problems);
  const [first] = problems.map(describeProblem);
  if (expected === "") expect(first).toBeUndefined();
  else expect(first).toContain(expected);
});

test("a data source needs a name, a uid and a known type", () => {
  const problems: Problem[] = [];
  const text =
    "datasources:\n  - {name: A, uid: a, type: loki}\n  - {name: B, uid: a, type: graphite}\n  - {name: C}\n";
  expect([...readDataSources("ds.yml", text, problems).keys()]).toEqual(["a"]);
  expect(problems.map(describeProblem)).toEqual([
    'ds.yml:3:20: a second data source with the uid "a"',
    'ds.yml:3:29: the type "graphite" is not supported; supported: prometheus, loki, jaeger, alertmanager',
    "ds.yml:4:5: a data source needs a name, a uid and a type",
  ]);
});

test("the configuration in the repository is right", () => {
  const directory = fileURLToPath(new URL("../../../../infrastructure/observability", import.meta.url));
  expect(checkConfiguration({ configDirectory: directory, promqlFeatures }).map(describeProblem)).toEqual([]);
});
