import { DailyRegister } from "./daily-register.ts";
import { Fingerprints } from "./fingerprint.ts";
import type { GroupCommit } from "./group-commit.ts";
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
import type { MetricStore } from "./store.ts";
import { dayOfMillis } from "./time.ts";

const MICROS_A_MILLI = 1000;

/** Writes samples, after the series and metadata rows that their day lacks. */
export function metricAppend(commits: GroupCommit): MetricStore["append"] {
  const fingerprints = new Fingerprints();
  const knownSeries = new DailyRegister();
  const knownMetadata = new DailyRegister();
  let lastVersion = 0;

  return async (batch) => {
    const nowMillis = Date.now();
    // Later calls win over earlier ones, across restarts too.
    lastVersion = Math.max(lastVersion + 1, nowMillis * MICROS_A_MILLI);
    const version = lastVersion;
    const today = dayOfMillis(nowMillis);
    const seriesRows = knownSeries.begin();
    const metadataRows = knownMetadata.begin();
    let sampleRows = "";
    let exemplarRows = "";
    for (const { labels, samples, exemplars, metadata } of batch) {
      const fingerprint = fingerprints.of(labels);
      const identity = seriesIdentity(labels, fingerprint);
      for (const sample of samples) sampleRows += sampleRow(identity, sample, version);
      for (const exemplar of exemplars) exemplarRows += exemplarRow(identity, exemplar);
      for (const { timestampMillis } of [...samples, ...exemplars]) {
        const day = dayOfMillis(timestampMillis);
        seriesRows.add(fingerprint, day, () => seriesRow(day, identity, labels));
      }
      if (metadata === undefined) continue;
      const family = familyName(labels.__name__ ?? "", metadata.type);
      const key = JSON.stringify([family, metadata.type, metadata.help, metadata.unit]);
      metadataRows.add(key, today, () => metadataRow(today, family, metadata, version));
    }
    await commits.commit([
      { table: METRIC_SERIES, rows: seriesRows.text() },
      { table: METRIC_METADATA, rows: metadataRows.text() },
      { table: METRIC_SAMPLES, rows: sampleRows },
      { table: METRIC_EXEMPLARS, rows: exemplarRows },
    ]);
    seriesRows.remember();
    metadataRows.remember();
  };
}
