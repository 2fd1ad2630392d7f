import type { LabelMatcher } from "@voiceassist/promql";
import type { Labels } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import { canonicalText } from "./fingerprint.ts";
import { matchingSeriesSql } from "./metric-queries.ts";
import { createSeriesEntry, type SeriesEntry } from "./series-entry.ts";
import type { SeriesIndex } from "./series-index.ts";
import type { TimeRange } from "./store.ts";
import { StoreError } from "./store-error.ts";
import { clampMillis, MILLIS_A_DAY } from "./time.ts";

/** What a read needs of a series. */
export type FoundSeries = Pick<
  SeriesEntry,
  "labels" | "metric" | "metricId" | "fingerprint" | "hasHistograms"
>;

/** The series that match all matchers and have samples in the days of the range: from memory, else from ClickHouse. */
export async function findSeries(
  clickHouse: ClickHouse,
  index: SeriesIndex,
  matchers: readonly LabelMatcher[],
  range: TimeRange,
  maxSeries: number,
): Promise<readonly FoundSeries[]> {
  if (index.isComplete) {
    const dayOf = (millis: number): number => Math.floor(clampMillis(millis) / MILLIS_A_DAY);
    return index.match(matchers, dayOf(range.fromMillis), dayOf(range.toMillis));
  }
  const { text, parameters } = matchingSeriesSql(matchers, range, maxSeries + 1);
  const rows = (await clickHouse.rows(text, parameters)) as readonly {
    readonly label_set: Labels;
    readonly has_histograms: number;
  }[];
  if (rows.length > maxSeries) {
    const message = `A selector matches more than ${maxSeries} series; narrow its matchers.`;
    throw new StoreError("STORE_RESULT_TOO_LARGE", message);
  }
  return rows.map(({ label_set, has_histograms }) => ({
    ...createSeriesEntry(label_set, canonicalText(label_set), Number.NaN),
    hasHistograms: has_histograms === 1,
  }));
}
