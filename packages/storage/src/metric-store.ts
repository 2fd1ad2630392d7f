import type { LabelMatcher, Labels } from "@voiceassist/promql";
import type { MetricMetadata } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import { deleteSeries, purgeDeleted } from "./delete-series.ts";
import { expectedSamples } from "./expected-samples.ts";
import { type FoundSeries, findSeries } from "./find-series.ts";
import type { GroupCommit } from "./group-commit.ts";
import { type AppendLimits, type EntryBatch, metricAppend } from "./metric-append.ts";
import { batchOf } from "./metric-batch.ts";
import { readExemplars } from "./metric-exemplars.ts";
import { labelNamesSql, labelValuesSql, metadataSql, seriesSql } from "./metric-queries.ts";
import type { SampleMemory } from "./sample-memory.ts";
import { type SelectLimits, sampleSelect } from "./select-samples.ts";
import type { SeriesIndex } from "./series-index.ts";
import { snapshotMetrics } from "./snapshot-metrics.ts";
import type { Sql } from "./sql.ts";
import type { MetricStore, TimeRange } from "./store.ts";

type Selectors = readonly (readonly LabelMatcher[])[];

const MAX_LISTED_SERIES = 100_000;

interface MetadataRow {
  readonly family: string;
  readonly last_type: MetricMetadata["type"];
  readonly last_help: string;
  readonly last_unit: string;
}

function metadataEntry(row: MetadataRow): readonly [string, MetricMetadata] {
  return [row.family, { type: row.last_type, help: row.last_help, unit: row.last_unit }];
}

export function createMetricStore(
  clickHouse: ClickHouse,
  commits: GroupCommit,
  index: SeriesIndex,
  memory: SampleMemory | undefined,
  limits: AppendLimits & SelectLimits,
): MetricStore {
  const appendBatch = metricAppend(clickHouse, commits, memory, limits);
  const select = sampleSelect(clickHouse, index, memory, limits);
  const texts = async (sql: Sql): Promise<readonly string[]> => {
    const rows = await clickHouse.rows(sql.text, sql.parameters);
    return (rows as readonly { readonly text: string }[]).map((row) => row.text);
  };

  async function ofAny(selectors: Selectors, range: TimeRange): Promise<readonly FoundSeries[]> {
    const found = new Map<bigint, FoundSeries>();
    for (const matchers of selectors) {
      for (const one of await findSeries(clickHouse, index, matchers, range, MAX_LISTED_SERIES)) {
        found.set(one.fingerprint, one);
      }
    }
    return [...found.values()];
  }

  /** Of a store whose series are all known; no selector means everything. */
  function inMemory(selectors: Selectors, range: TimeRange): Promise<readonly FoundSeries[]> {
    return ofAny(selectors.length === 0 ? [[]] : selectors, range);
  }

  return {
    seriesOf: (labels) => index.entryOf(labels),
    // What `seriesOf` gave out are entries.
    appendBatch: (batch) => appendBatch(batch as EntryBatch),
    append: (series) => appendBatch(batchOf(series, (labels) => index.entryOf(labels)) as EntryBatch),
    select,
    expectedSamples: (request) => expectedSamples(index, memory, request),

    async series(selectors, range, limit) {
      if (index.isComplete) {
        return (await inMemory(selectors, range)).slice(0, limit).map(({ labels }) => labels);
      }
      const sql = seriesSql(selectors, range, limit);
      const rows = await clickHouse.rows(sql.text, sql.parameters);
      return (rows as readonly { readonly label_set: Labels }[]).map((row) => row.label_set);
    },
    async labelNames(selectors, range, limit) {
      if (!index.isComplete) return texts(labelNamesSql(selectors, range, limit));
      const names = new Set((await inMemory(selectors, range)).flatMap(({ labels }) => Object.keys(labels)));
      return [...names].sort().slice(0, limit);
    },
    async labelValues(name, selectors, range, limit) {
      if (!index.isComplete) return texts(labelValuesSql(name, selectors, range, limit));
      const values = new Set<string>();
      for (const { labels } of await inMemory(selectors, range)) {
        const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
        if (value !== undefined && value !== "") values.add(value);
      }
      return [...values].sort().slice(0, limit);
    },
    async exemplars(selectors, range, limit) {
      return readExemplars(clickHouse, await ofAny(selectors, range), range, limit);
    },
    async deleteSeries(selectors, range) {
      await commits.settled();
      await deleteSeries(clickHouse, index, memory, await ofAny(selectors, range), range);
    },
    purgeDeleted: () => purgeDeleted(clickHouse),
    async snapshot(name) {
      await commits.settled();
      await snapshotMetrics(clickHouse, name);
    },
    async metadata(limit) {
      const sql = metadataSql(limit);
      const rows = await clickHouse.rows(sql.text, sql.parameters);
      return new Map((rows as readonly MetadataRow[]).map(metadataEntry));
    },
  };
}
