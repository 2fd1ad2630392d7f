import { createSeriesMemo, type Exposition, type ExpositionSample, type Labels } from "@voiceassist/wire";
import { expect, test } from "vitest";
import { scrapeConfigOf } from "../testing/scrape-config-of.ts";
import { createSeriesCache, expositionSeries, type ScrapedSeries } from "./exposition-series.ts";
import { targetsOf } from "./target.ts";

function sample(labels: Labels, more: Partial<ExpositionSample> = {}): ExpositionSample {
  return { labels, value: 1, histogram: undefined, timestampMillis: undefined, exemplars: [], ...more };
}

function scrapedBy(
  yaml: string,
  samples: readonly ExpositionSample[],
  metadata: Exposition["metadata"] = new Map(),
): ScrapedSeries {
  const config = scrapeConfigOf(`{job_name: api, ${yaml}}`);
  const { active } = targetsOf(config, [{ addresses: ["h:1"], labels: { team: "x" } }], 0);
  const [target] = active;
  if (target === undefined) throw new Error("no target");
  return expositionSeries({ ok: true, samples, metadata }, target, 5, createSeriesCache(createSeriesMemo()));
}

const own = { instance: "h:1", job: "api", team: "x" };

test.each<readonly [Labels, boolean, Labels]>([
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
  expect(scrapedBy(`honor_labels: ${honorLabels}`, [sample(scraped)]).series[0]?.labels).toEqual(expected);
});

test.each([
  ["honor_timestamps: true", 3, 0],
  ["honor_timestamps: false", 5, 1],
  ["track_timestamps_staleness: true", 3, 1],
] as const)("a sample with its own time under %s: time %d, %d tracked", (yaml, timestampMillis, tracked) => {
  const metadata: Exposition["metadata"] = new Map([["m", { type: "gauge", help: "h", unit: "" }]]);
  const scraped = scrapedBy(yaml, [sample({ __name__: "m" }, { timestampMillis: 3 })], metadata);
  expect(scraped.series[0]?.samples).toEqual([{ timestampMillis, value: 1 }]);
  expect(scraped.series[0]?.metadata?.help).toBe("h");
  expect(scraped.tracked.size).toBe(tracked);
});

const four = ["a", "b", "c", "d"].map((name) => sample({ __name__: name, code: "200", path: "/some/path" }));
test.each([
  ["metric_relabel_configs: [{source_labels: [__name__], regex: a|b, action: drop}]", 4, 2, ""],
  ["sample_limit: 3", 4, 4, "sample limit exceeded"],
  [
    "sample_limit: 2, metric_relabel_configs: [{source_labels: [__name__], regex: a|b, action: drop}]",
    4,
    2,
    "",
  ],
  ["label_limit: 5", 1, 0, "label_limit exceeded (metric: a, number of labels: 6, limit: 5)"],
  ["label_name_length_limit: 7", 1, 0, "label_name_length_limit exceeded"],
  ["label_value_length_limit: 9", 1, 0, "label_value_length_limit exceeded"],
  ["metric_relabel_configs: [{regex: __name__, action: labeldrop}]", 1, 0, "missing metric name"],
  ["metric_name_validation_scheme: legacy", 4, 4, ""],
])("under %s %d are scraped, %d kept: %j", (yaml, scraped, kept, error) => {
  const result = scrapedBy(yaml, four);
  expect([result.scraped, result.kept]).toEqual([scraped, kept]);
  expect(result.error).toContain(error);
  expect(result.series.length).toBe(error === "" ? kept : 0);
});

test("a name that is not legal fails the scrape only under legacy names", () => {
  const dotted = [sample({ __name__: "a.b" })];
  expect(scrapedBy("metric_name_validation_scheme: legacy", dotted).error).toContain("invalid metric name");
  expect(scrapedBy("honor_labels: false", dotted).error).toBe("");
});

test("of a series that is there twice the first counts", () => {
  const { series, kept } = scrapedBy("honor_labels: false", [
    sample({ __name__: "m" }),
    sample({ __name__: "m" }, { value: 2 }),
  ]);
  expect(series.map(({ samples }) => samples[0]?.value)).toEqual([1]);
  expect(kept).toBe(2);
});

test("an exemplar that is still shown is stored once", () => {
  const config = scrapeConfigOf("{job_name: api}");
  const [target] = targetsOf(config, [{ addresses: ["h:1"], labels: {} }], 0).active;
  if (target === undefined) throw new Error("no target");
  const cache = createSeriesCache(createSeriesMemo());
  const labels = { __name__: "m" };
  const exemplarsAt = (value: number, time: number): number => {
    const exemplars = [{ labels: { trace_id: "t" }, value, timestampMillis: undefined }];
    const given: Exposition = { ok: true, samples: [sample(labels, { exemplars })], metadata: new Map() };
    return expositionSeries(given, target, time, cache).series[0]?.exemplars.length ?? -1;
  };
  expect([exemplarsAt(1, 5), exemplarsAt(1, 6), exemplarsAt(2, 7)]).toEqual([1, 0, 1]);
});
