import type { Labels } from "@voiceassist/wire";
import { expect, test } from "vitest";
import { scrapeConfigOf } from "../testing/scrape-config-of.ts";
import { createScrapeSchedule } from "./scrape-schedule.ts";
import { type Targets, targetsOf } from "./target.ts";

function found(yaml: string, address = "h:1", labels: Labels = {}): Targets {
  return targetsOf(scrapeConfigOf(`{job_name: api, ${yaml}}`), [{ addresses: [address], labels }], 0);
}

test("relabelling sees the labels that Prometheus gives it", () => {
  const { active } = found("params: {module: [http, x]}, scrape_interval: 90s", "h:1", {
    team: "care",
    __meta_a: "b",
  });
  expect(active[0]?.discoveredLabels).toEqual({
    __address__: "h:1",
    __always_scrape_classic_histograms__: "false",
    __convert_classic_histograms_to_nhcb__: "false",
    __scrape_native_histograms__: "false",
    __meta_a: "b",
    __metrics_path__: "/metrics",
    __param_module: "http",
    __scheme__: "http",
    __scrape_interval__: "1m30s",
    __scrape_timeout__: "10s",
    job: "api",
    team: "care",
  });
  expect(active[0]?.labels).toEqual({ instance: "h:1", job: "api", team: "care" });
  expect(active[0]?.url).toBe("http://h:1/metrics?module=http&module=x");
});

test("relabelling decides what is made of a target's histograms", () => {
  const rule = "{target_label: __convert_classic_histograms_to_nhcb__, replacement: 'true'}";
  const { active } = found(`scrape_native_histograms: true, relabel_configs: [${rule}]`, "h:1");
  expect(active[0]?.histograms).toEqual({
    scrapesNative: true,
    alwaysScrapesClassic: false,
    convertsClassic: true,
  });
});

test.each([
  [
    "{source_labels: [__address__], target_label: __param_target}, {target_label: __address__, replacement: 'probe:9115'}, {source_labels: [__param_target], target_label: instance}",
    "http://probe:9115/metrics?target=h%3A1",
    { instance: "h:1", job: "api" },
  ],
  [
    "{target_label: __scheme__, replacement: https}, {target_label: __metrics_path__, replacement: probe}",
    "https://h:1/probe",
    { instance: "h:1", job: "api" },
  ],
  ["{target_label: job, replacement: other}", "http://h:1/metrics", { instance: "h:1", job: "other" }],
])("the rules %s lead to %s", (rules, url, labels) => {
  const { active } = found(`relabel_configs: [${rules}]`);
  expect(active[0]?.url).toBe(url);
  expect(active[0]?.labels).toEqual(labels);
});

test("a target may have its own interval and timeout", () => {
  const labels = { __scrape_interval__: "5s", __scrape_timeout__: "2s", __metrics_path__: "/own" };
  const [target] = found("honor_labels: true", "h:1", labels).active;
  expect([target?.intervalMillis, target?.timeoutMillis, target?.url]).toEqual([
    5_000,
    2_000,
    "http://h:1/own",
  ]);
});

test("a dropped target is remembered as it was found", () => {
  const { active, dropped } = found(
    "relabel_configs: [{source_labels: [__address__], regex: h:.*, action: drop}]",
  );
  expect(active).toEqual([]);
  expect(dropped[0]?.discoveredLabels.__address__).toBe("h:1");
});

test.each([
  ["relabel_configs: [{target_label: __address__, replacement: 'a/b'}]", '"a/b" is not a valid hostname'],
  ["relabel_configs: [{regex: __address__, action: labeldrop}]", "no address"],
  [
    "relabel_configs: [{target_label: __scrape_interval__, replacement: soon}]",
    "__scrape_interval__ is not a duration",
  ],
  [
    "relabel_configs: [{target_label: __scrape_timeout__, replacement: 1h}]",
    "scrape timeout cannot be greater",
  ],
])("under %s the target is not usable: %s", (yaml, problem) => {
  const { active, problems } = found(yaml);
  expect(active).toEqual([]);
  expect(problems[0]).toContain(problem);
});

test("targets are spread evenly over the interval, and each keeps its place", () => {
  const intervalMillis = 10_000;
  const addresses = Array.from({ length: 400 }, (_, index) => `host-${index}:9100`);
  const { active } = targetsOf(scrapeConfigOf("{job_name: api}"), [{ addresses, labels: {} }], 0);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const { key } of active) {
    const schedule = createScrapeSchedule(key, intervalMillis);
    const first = schedule.next(1_000_000_000);
    expect(schedule.next(first)).toBe(first + intervalMillis);
    expect(schedule.timestamp(first + 2)).toBe(first);
    expect(schedule.timestamp(first - 1)).toBe(first);
    expect(schedule.timestamp(first + 9)).toBe(first + 9);
    const tenth = Math.floor((first - 1_000_000_000 - 1) / 1_000);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(count).toBeGreaterThan(15);
});
