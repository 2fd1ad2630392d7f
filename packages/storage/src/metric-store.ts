import type { Labels, SelectRequest, Series } from "@voiceassist/promql";
import type { MetricMetadata } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import type { GroupCommit } from "./group-commit.ts";
import { metricAppend } from "./metric-append.ts";
import {
  labelNamesSql,
  labelValuesSql,
  metadataSql,
  samplesSql,
  seriesOfRequestSql,
  seriesSql,
} from "./metric-queries.ts";
import { seriesFromRows } from "./sample-columns.ts";
import type { Sql } from "./sql.ts";
import type { MetricStore } from "./store.ts";
import { StoreError } from "./store-error.ts";

const SAMPLE_ROW_SIZE_BYTES = 24;

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
  maxSamplesPerSelect: number,
): MetricStore {
  const texts = async (sql: Sql): Promise<readonly string[]> => {
    const rows = await clickHouse.rows(sql.text, sql.parameters);
    return (rows as readonly { readonly text: string }[]).map((row) => row.text);
  };

  return {
    append: metricAppend(commits),

    async select(request: SelectRequest): Promise<readonly Series[]> {
      const samples = samplesSql(request, maxSamplesPerSelect + 1);
      const series = seriesOfRequestSql(request);
      const [bytes, rows] = await Promise.all([
        clickHouse.bytes(samples.text, samples.parameters),
        clickHouse.rows(series.text, series.parameters),
      ]);
      if (bytes.byteLength > maxSamplesPerSelect * SAMPLE_ROW_SIZE_BYTES) {
        const message = `A selector matches more than ${maxSamplesPerSelect} samples; narrow its matchers or its time range.`;
        throw new StoreError("STORE_RESULT_TOO_LARGE", message);
      }
      const labelled = rows as readonly { readonly id: string; readonly label_set: Labels }[];
      return seriesFromRows(bytes, new Map(labelled.map((row) => [row.id, row.label_set])));
    },

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
