import type { Exemplar, Labels } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import type { FoundSeries } from "./find-series.ts";
import { QUERY_SETTINGS } from "./sql.ts";
import type { TimeRange } from "./store.ts";
import { clampMillis } from "./time.ts";

export interface SeriesExemplars {
  readonly labels: Labels;
  /** Oldest first. */
  readonly exemplars: readonly Exemplar[];
}

interface ExemplarRow {
  readonly id: string;
  readonly millis: string;
  readonly value: number | string;
  readonly labels: Labels;
}

/** The first `limit` exemplars of these series in the range. One that was sent twice is there once. */
export async function readExemplars(
  clickHouse: ClickHouse,
  series: readonly FoundSeries[],
  range: TimeRange,
  limit: number,
): Promise<readonly SeriesExemplars[]> {
  if (series.length === 0) return [];
  const rows = (await clickHouse.rows(
    `SELECT DISTINCT toString(fingerprint) AS id, toString(toUnixTimestamp64Milli(ts)) AS millis, value, labels
FROM voiceassist.metric_exemplars
WHERE fingerprint IN {fingerprints:Array(UInt64)}
AND ts >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')
ORDER BY fingerprint, ts
LIMIT {limit:UInt64}
${QUERY_SETTINGS}, output_format_json_quote_denormals = 1`,
    {
      fingerprints: series.map(({ fingerprint }) => fingerprint),
      from: clampMillis(range.fromMillis),
      to: clampMillis(range.toMillis),
      limit,
    },
  )) as readonly ExemplarRow[];
  const byId = new Map<string, Exemplar[]>();
  for (const { id, millis, value, labels } of rows) {
    const exemplar = { labels, value: Number(value), timestampMillis: Number(millis) };
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [exemplar]);
    else known.push(exemplar);
  }
  return series.flatMap(({ labels, fingerprint }) => {
    const exemplars = byId.get(String(fingerprint));
    return exemplars === undefined ? [] : [{ labels, exemplars }];
  });
}
