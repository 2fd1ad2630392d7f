import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  getText,
  type RunningProcess,
  repositoryRoot,
  startSystem,
  url,
} from "../system/running-process.ts";
import { portOffsets } from "../system/test-ports.ts";
import { dashboardQueries } from "./dashboard-file.ts";
import { exporterMetrics, prometheusSeries } from "./exporter-metrics.ts";
import { type LiveMetrics, liveMetrics } from "./live-metrics.ts";
import { type NamedSeries, namedSeries } from "./named-series.ts";
import { alerts, alertsPath, readRuleFile, recordingRulesPath } from "./rule-file.ts";
import { feedTool, hasTool } from "./tool.ts";

/** Demo traffic in this time uses every part at least once. */
const trafficMillis = 20_000;
const startMillis = 60_000;
const place = freshPlace(portOffsets.contract);
let system: RunningProcess;
let live: LiveMetrics;

beforeAll(async () => {
  system = startSystem(place);
  await eventually(
    async () => system.stdout(),
    (output) => output.includes("Ready in"),
    startMillis,
  );
  await sleep(trafficMillis);
  live = liveMetrics([
    await getText(url(place, "gateway", "/metrics")),
    await getText(url(place, "prometheus", "/metrics")),
  ]);
});

afterAll(async () => {
  await system.stop("SIGINT");
  place.remove();
});

const rules = [alertsPath, recordingRulesPath].flatMap((path) =>
  readRuleFile(path).groups.flatMap(({ rules: inGroup }) => inGroup),
);
/** Recorded series keep the labels of their expressions, which are checked where they are recorded. */
const recorded = new Set(rules.flatMap(({ record }) => record ?? []));

const runbookDirectory = `${repositoryRoot}/docs/runbooks`;
const runbookQueries = readdirSync(runbookDirectory).flatMap((file) =>
  [...readFileSync(`${runbookDirectory}/${file}`, "utf8").matchAll(/```promql\n([\s\S]*?)\n```/g)].map(
    ([, query = ""]) => [file, query] as const,
  ),
);

function unknown({ metric, labels, bounds }: NamedSeries): readonly string[] {
  if (recorded.has(metric)) return [];
  const known = live.labels.get(metric) ?? exporterMetrics[metric] ?? prometheusSeries[metric];
  if (known === undefined) return [`nothing exposes ${metric}`];
  const names = new Set([...known, "job", "instance"]);
  const has = live.bounds.get(metric) ?? new Set<string>();
  return [
    ...labels.filter((label) => !names.has(label)).map((label) => `${metric} has no label ${label}`),
    ...bounds
      .filter((bound) => ![...has].some((value) => new RegExp(`^(?:${bound})$`).test(value)))
      .map((bound) => `${metric} has no bucket ${bound}`),
  ];
}

test.each(rules.map((rule) => [rule.alert ?? rule.record ?? "", rule.expr] as const))(
  "what the rule %s names exists",
  (_name, expr) => {
    expect(namedSeries(expr).flatMap(unknown)).toEqual([]);
  },
);

test.each(dashboardQueries())("what a panel of %s names exists: %s", (_dashboard, query) => {
  expect(namedSeries(query).flatMap(unknown)).toEqual([]);
});

test.each(runbookQueries)("what the runbook %s asks for exists: %s", (_file, query) => {
  expect(namedSeries(query).flatMap(unknown)).toEqual([]);
});

const immediate = alerts().filter((alert) => alert.for === undefined && alert.alert !== "Watchdog");

test.each(immediate.map(({ alert, expr }) => [alert, expr] as const))(
  "%s, which waits for nothing, is not raised by the demo's traffic",
  async (_name, expr) => {
    const path = `/api/v1/query?query=${encodeURIComponent(expr)}`;
    expect(await getText(url(place, "prometheus", path))).toContain('"result":[]');
  },
);

/** The usual client of Node and Prometheus itself give them these names. */
const namedByOthers: ReadonlySet<string> = new Set([
  "nodejs_active_resources_total",
  "prometheus_rule_evaluation_duration_histogram_seconds",
  "prometheus_rule_group_duration_histogram_seconds",
]);

test.skipIf(!hasTool("promtool")).each(["gateway", "prometheus"] as const)(
  "promtool finds nothing to complain of in the metrics at the port of %s (needs promtool)",
  async (listener) => {
    const input = await getText(url(place, listener, "/metrics"));
    const { output } = feedTool("promtool", ["check", "metrics"], input);
    const complaints = output.split("\n").filter((line) => !namedByOthers.has(line.split(" ", 1)[0] ?? ""));
    expect(complaints.join("\n")).toBe("");
  },
);
