import type { Labels, SelectRequest, Series } from "@voiceassist/promql";
import type { MetricMetadata, SeriesSamples } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import { DailyRegister } from "./daily-register.ts";
import { Fingerprints } from "./fingerprint.ts";
import type { GroupCommit, TableRows } from "./group-commit.ts";
import {
  labelNamesSql,
  labelValuesSql,
  metadataSql,
  samplesSql,
  seriesOfRequestSql,
  seriesSql,
} from "./metric-queries.ts";
import {
  exemplarRow,
  familyName,
  METRIC_EXEMPLARS,
  METRIC_METADATA,
  METRIC_SAMPLES,
  METRIC_SERIES,
  metadataRow,
  sampleRow,
  seriesIdentity,
  seriesRow,
} from "./metric-rows.ts";
import { seriesFromRows } from "./sample-columns.ts";
import type { Sql } from "./sql.ts";
import type { MetricStore } from "./store.ts";
import { StoreError } from "./store-error.ts";
import { dayOfMillis } from "./time.ts";

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
  const fingerprints = new Fingerprints();
  const knownSeries = new DailyRegister();
  const knownMetadata = new DailyRegister();
  let lastVersion = 0;

  const texts = async (sql: Sql): Promise<readonly string[]> => {
    const rows = await clickHouse.rows(sql.text, sql.parameters);
    return (rows as readonly { readonly text: string }[]).map((row) => row.text);
  };

  return {
    async append(batch) {
      // Later calls win over earlier ones, across restarts too.
      lastVersion = Math.max(lastVersion + 1, Date.now() * 1000);
      const seriesRows = knownSeries.begin();
      const metadataRows = knownMetadata.begin();
      const data = dataRows(batch, lastVersion);
      await commits.commit([
        { table: METRIC_SERIES, rows: seriesRows.text() },
        { table: METRIC_METADATA, rows: metadataRows.text() },
        ...data,
      ]);
      seriesRows.remember();
      metadataRows.remember();

      function dataRows(all: readonly SeriesSamples[], version: number): readonly TableRows[] {
        let samples = "";
        let exemplars = "";
        for (const { labels, samples: points, exemplars: examples, metadata } of all) {
          const fingerprint = fingerprints.of(labels);
          const identity = seriesIdentity(labels, fingerprint);
          for (const sample of points) {
            samples += sampleRow(identity, sample, version);
            const day = dayOfMillis(sample.timestampMillis);
            seriesRows.add(fingerprint, day, () => seriesRow(day, identity, labels));
          }
          for (const exemplar of examples) {
            exemplars += exemplarRow(identity, exemplar);
            const day = dayOfMillis(exemplar.timestampMillis);
            seriesRows.add(fingerprint, day, () => seriesRow(day, identity, labels));
          }
          if (metadata !== undefined) {
            const family = familyName(labels.__name__ ?? "", metadata.type);
            const day = dayOfMillis(Date.now());
            const key = JSON.stringify([family, metadata.type, metadata.help, metadata.unit]);
            metadataRows.add(key, day, () => metadataRow(day, family, metadata, version));
          }
        }
        return [
          { table: METRIC_SAMPLES, rows: samples },
          { table: METRIC_EXEMPLARS, rows: exemplars },
        ];
      }
    },

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
