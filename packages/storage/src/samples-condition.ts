import type { NumberParameters } from "./clickhouse.ts";
import type { FoundSeries } from "./find-series.ts";
import type { SeriesIndex } from "./series-index.ts";
import type { TimeRange } from "./store.ts";
import type { StoredRequest } from "./stored-request.ts";

/** More fingerprints make the text of a query too long; then all series of the metrics are read. */
const MAX_LISTED_FINGERPRINTS = 8_000;

interface Condition {
  readonly where: string;
  readonly parameters: NumberParameters;
}

/** The samples of these series in the range, its start exclusive; `windows` end at its end. */
export function samplesCondition(
  entries: readonly FoundSeries[],
  index: SeriesIndex,
  range: TimeRange,
  windows: StoredRequest["windows"],
): Condition {
  const metrics = new Map(entries.map(({ metricId, metric }) => [metricId, metric]));
  const within =
    "ts > fromUnixTimestamp64Milli({after:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')";
  const sparse = " AND ({until:Int64} - toUnixTimestamp64Milli(ts)) % {step:Int64} < {length:Int64}";
  const window = windows === undefined ? within : within + sparse;
  const parameters = {
    metrics: [...metrics.keys()],
    after: range.fromMillis,
    until: range.toMillis,
    ...(windows === undefined ? {} : { step: windows.stepMillis, length: windows.lengthMillis }),
  };
  const known = [...metrics.values()].reduce((sum, metric) => sum + index.sizeOf(metric), 0);
  const isWhole = index.isComplete && known === entries.length;
  if (isWhole || entries.length > MAX_LISTED_FINGERPRINTS) {
    return { where: `metric_id IN {metrics:Array(UInt64)} AND ${window}`, parameters };
  }
  return {
    where: `metric_id IN {metrics:Array(UInt64)} AND fingerprint IN {fingerprints:Array(UInt64)} AND ${window}`,
    parameters: { ...parameters, fingerprints: entries.map(({ fingerprint }) => fingerprint) },
  };
}
