import type { Exposition } from "@voiceassist/wire";
import { expect, test } from "vitest";
import { expositionSeries } from "./exposition-series.ts";
import type { ScrapeConfig } from "./scrape-config.ts";
import { targetsOf } from "./target.ts";

const config: ScrapeConfig = {
  jobName: "api",
  intervalMillis: 1_000,
  timeoutMillis: 1_000,
  metricsPath: "/metrics",
  scheme: "http",
  params: { a: ["1", "2"] },
  honorLabels: false,
  honorTimestamps: true,
  bodyLimitBytes: 1,
  sampleLimit: 0,
  staticGroups: [],
  targetFilePatterns: [],
};

function labelsOf(scraped: Readonly<Record<string, string>>, changes: Partial<ScrapeConfig>) {
  const [target] = targetsOf({ ...config, ...changes }, [{ addresses: ["h:1"], labels: { team: "x" } }], 0);
  if (target === undefined) throw new Error("no target");
  const exposition: Exposition = { ok: true, samples: [{ labels: scraped, value: 1 }], metadata: new Map() };
  return expositionSeries(exposition, target, 5).series[0]?.labels;
}

const own = { instance: "h:1", job: "api", team: "x" };

test.each([
  [{ __name__: "m" }, false, { __name__: "m", ...own }],
  [{ __name__: "m", job: "theirs" }, false, { __name__: "m", exported_job: "theirs", ...own }],
  [
    { __name__: "m", job: "theirs", exported_job: "older" },
    false,
    { __name__: "m", exported_exported_job: "theirs", exported_job: "older", ...own },
  ],
  [{ __name__: "m", job: "theirs" }, true, { __name__: "m", ...own, job: "theirs" }],
  [{ __name__: "m", job: "", empty: "" }, true, { __name__: "m", instance: "h:1", team: "x" }],
  [{ __name__: "m", empty: "" }, false, { __name__: "m", ...own }],
])("scraped %j with honor_labels %j becomes %j", (scraped, honorLabels, expected) => {
  expect(labelsOf(scraped, { honorLabels })).toEqual(expected);
});

test("a series with its own time is not tracked for staleness, unless that time is ignored", () => {
  const exposition: Exposition = {
    ok: true,
    samples: [{ labels: { __name__: "m" }, value: 1, timestampMillis: 3 }],
    metadata: new Map([["m", { type: "gauge", help: "h", unit: "" }]]),
  };
  for (const [honorTimestamps, timestampMillis, tracked] of [
    [true, 3, 0],
    [false, 5, 1],
  ] as const) {
    const [target] = targetsOf({ ...config, honorTimestamps }, [{ addresses: ["h:1"], labels: {} }], 0);
    if (target === undefined) throw new Error("no target");
    expect(target.url).toBe("http://h:1/metrics?a=1&a=2");
    const scraped = expositionSeries(exposition, target, 5);
    expect(scraped.series[0]?.samples).toEqual([{ timestampMillis, value: 1 }]);
    expect(scraped.series[0]?.metadata?.help).toBe("h");
    expect(scraped.tracked.size).toBe(tracked);
  }
});
