import type { Labels } from "@voiceassist/promql";
import type { MetricMetadata } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import type { GroupCommit } from "./group-commit.ts";
import { type AppendLimits, type EntryBatch, metricAppend } from "./metric-append.ts";
import { batchOf } from "./metric-batch.ts";
import { labelNamesSql, labelValuesSql, metadataSql, seriesSql } from "./metric-queries.ts";
import { selectSamples } from "./select-samples.ts";
import type { SeriesIndex } from "./series-index.ts";
import type { Sql } from "./sql.ts";
import type { MetricStore } from "./store.ts";

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
  limits: AppendLimits & { readonly maxSamplesPerSelect: number },
): MetricStore {
  const appendBatch = metricAppend(clickHouse, commits, limits);
  const texts = async (sql: Sql): Promise<readonly string[]> => {
    const rows = await clickHouse.rows(sql.text, sql.parameters);
    return (rows as readonly { readonly text: string }[]).map((row) => row.text);
  };

  return {
    seriesOf: (labels) => index.entryOf(labels),
    // What `seriesOf` gave out are entries.
    appendBatch: (batch) => appendBatch(batch as EntryBatch),
    append: (series) => appendBatch(batchOf(series, (labels) => index.entryOf(labels)) as EntryBatch),
    select: (request) => selectSamples(clickHouse, index, request, limits.maxSamplesPerSelect),

    async series(selectors, range, limit) {
      const sql = seriesSql(selectors, range, limit);
      const rows = await clickHouse.rows(sql.text, sql.parameters);
      return (rows as readonly { readonly label_set: Labels }[]).map((row) => row.label_set);
    },
    labelNames: (selectors, range, limit) => texts(labelNamesSql(selectors, range, limit)),
    labelValues: (name, selectors, range, limit) => texts(labelValuesSql(name, selectors, range, limit)),
    async metadata(limit) {
      const sql = metadataSql(limit);
      const rows = await clickHouse.rows(sql.text, sql.parameters);
      return new Map((rows as readonly MetadataRow[]).map(metadataEntry));
    },
  };
}
