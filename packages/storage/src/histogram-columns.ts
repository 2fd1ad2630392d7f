import { type FloatHistogram, noBounds } from "@voiceassist/histogram";
import type { ClickHouse, NumberParameters } from "./clickhouse.ts";
import { RESET_HINTS } from "./metric-rows.ts";
import { QUERY_SETTINGS } from "./sql.ts";

/** Histograms of one series, ascending and unique by time. */
export interface HistogramColumns {
  readonly timestamps: readonly number[];
  readonly histograms: readonly FloatHistogram[];
}

type JsonNumber = number | "nan" | "inf" | "-inf" | null;

interface HistogramRow {
  readonly id: string;
  readonly millis: string;
  readonly reset_hint: number;
  readonly schema: number;
  readonly zero_threshold: number;
  readonly zero_count: number;
  readonly count: JsonNumber;
  readonly sum: JsonNumber;
  readonly positive_indexes: readonly number[];
  readonly positive_counts: readonly number[];
  readonly negative_indexes: readonly number[];
  readonly negative_counts: readonly number[];
  readonly custom_bounds: readonly number[];
}

/** Reads the native histograms that meet a condition over `metric_id`, `fingerprint` and `ts`. */
export async function readHistograms(
  clickHouse: ClickHouse,
  where: string,
  parameters: NumberParameters,
  maxRows: number,
): Promise<ReadonlyMap<bigint, HistogramColumns>> {
  const rows = (await clickHouse.rows(
    `SELECT toString(fingerprint) AS id, toString(toUnixTimestamp64Milli(ts)) AS millis, reset_hint, schema, zero_threshold,
  zero_count, count, sum, positive_indexes, positive_counts, negative_indexes, negative_counts, custom_bounds
FROM voiceassist.metric_histograms
WHERE ${where}
ORDER BY fingerprint, ts
LIMIT {maxRows:UInt64}
${QUERY_SETTINGS}, output_format_json_quote_denormals = 1`,
    { ...parameters, maxRows },
  )) as readonly HistogramRow[];
  const series = new Map<bigint, { timestamps: number[]; histograms: FloatHistogram[] }>();
  for (const row of rows) {
    const fingerprint = BigInt(row.id);
    const timestampMillis = Number(row.millis);
    let columns = series.get(fingerprint);
    if (columns === undefined) {
      columns = { timestamps: [], histograms: [] };
      series.set(fingerprint, columns);
    }
    if (columns.timestamps.at(-1) === timestampMillis) continue;
    columns.timestamps.push(timestampMillis);
    columns.histograms.push(histogramOf(row));
  }
  return series;
}

function histogramOf(row: HistogramRow): FloatHistogram {
  return {
    counterResetHint: RESET_HINTS[row.reset_hint] ?? "unknown",
    schema: row.schema,
    zeroThreshold: row.zero_threshold,
    zeroCount: row.zero_count,
    count: numberOf(row.count),
    sum: numberOf(row.sum),
    positive: {
      indexes: Int32Array.from(row.positive_indexes),
      counts: Float64Array.from(row.positive_counts),
    },
    negative: {
      indexes: Int32Array.from(row.negative_indexes),
      counts: Float64Array.from(row.negative_counts),
    },
    customBounds: row.custom_bounds.length === 0 ? noBounds : Float64Array.from(row.custom_bounds),
  };
}

function numberOf(value: JsonNumber): number {
  if (value === "inf") return Number.POSITIVE_INFINITY;
  if (value === "-inf") return Number.NEGATIVE_INFINITY;
  return typeof value === "number" ? value : Number.NaN;
}
