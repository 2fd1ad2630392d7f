import type { SelectRequest, Series } from "@voiceassist/promql";
import type { ClickHouse, NumberParameters } from "./clickhouse.ts";
import { type FoundSeries, findSeries } from "./find-series.ts";
import { type FloatColumns, floatsBySeries } from "./float-columns.ts";
import { type HistogramColumns, readHistograms } from "./histogram-columns.ts";
import { readNativeBlocks } from "./native-blocks.ts";
import type { RecentSamples } from "./recent-samples.ts";
import type { SeriesIndex } from "./series-index.ts";
import { QUERY_SETTINGS } from "./sql.ts";
import type { TimeRange } from "./store.ts";
import { StoreError } from "./store-error.ts";
import { clampMillis, MILLIS_A_DAY } from "./time.ts";
import { withHistograms } from "./with-histograms.ts";

/** More fingerprints make the text of a query too long; then all series of the metrics are read. */
const MAX_LISTED_FINGERPRINTS = 8_000;
const SAMPLE_SIZE_BYTES = 24;

/** Reads the samples of a request: finds its series in memory where all are known, else in ClickHouse. */
export async function selectSamples(
  clickHouse: ClickHouse,
  index: SeriesIndex,
  recent: RecentSamples | undefined,
  request: SelectRequest,
  maxSamples: number,
): Promise<readonly Series[]> {
  const afterMillis = clampMillis(request.afterMillis);
  const untilMillis = clampMillis(request.untilMillis);
  if (recent !== undefined && index.isComplete && afterMillis >= recent.afterMillis) {
    const found = fromMemory(index, recent, { ...request, afterMillis, untilMillis }, maxSamples);
    if (found !== undefined) return found;
  }
  const range = { fromMillis: afterMillis, toMillis: untilMillis };
  const entries = await findSeries(clickHouse, index, request.matchers, range, maxSamples);
  if (entries.length === 0) return [];
  const { where, parameters } = condition(entries, index, request, range);
  const [floats, histograms] = await Promise.all([
    readFloats(clickHouse, where, parameters, maxSamples),
    entries.some(({ hasHistograms }) => hasHistograms)
      ? readHistograms(clickHouse, where, parameters, maxSamples)
      : noHistograms,
  ]);
  const series: Series[] = [];
  for (const { labels, fingerprint } of entries) {
    const own = floats.get(fingerprint);
    const ownHistograms = histograms.get(fingerprint);
    if (ownHistograms !== undefined) series.push(withHistograms(labels, own ?? noFloats, ownHistograms));
    else if (own !== undefined) series.push({ labels, ...own });
  }
  return series;
}

/** `undefined` when a series has native histograms, which are not in memory. */
function fromMemory(
  index: SeriesIndex,
  recent: RecentSamples,
  { matchers, afterMillis, untilMillis }: SelectRequest,
  maxSamples: number,
): readonly Series[] | undefined {
  const series: Series[] = [];
  let total = 0;
  const dayOf = (millis: number): number => Math.floor(millis / MILLIS_A_DAY);
  for (const entry of index.match(matchers, dayOf(afterMillis), dayOf(untilMillis))) {
    if (entry.hasHistograms) return undefined;
    const columns = recent.read(entry, afterMillis, untilMillis);
    if (columns === undefined) continue;
    total += columns.timestamps.length;
    if (total > maxSamples) throw tooMany(maxSamples);
    series.push({ labels: entry.labels, ...columns });
  }
  return series;
}

const noHistograms: ReadonlyMap<bigint, HistogramColumns> = new Map();
const noFloats: FloatColumns = { timestamps: new Float64Array(0), values: new Float64Array(0) };

function condition(
  entries: readonly FoundSeries[],
  index: SeriesIndex,
  { untilMillis, windows }: SelectRequest,
  range: TimeRange,
): { readonly where: string; readonly parameters: NumberParameters } {
  const metrics = new Map(entries.map(({ metricId, metric }) => [metricId, metric]));
  const within =
    "ts > fromUnixTimestamp64Milli({after:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')";
  const isSparse =
    windows !== undefined &&
    range.toMillis === untilMillis &&
    Number.isSafeInteger(windows.stepMillis) &&
    Number.isSafeInteger(windows.lengthMillis);
  const sparse = " AND ({until:Int64} - toUnixTimestamp64Milli(ts)) % {step:Int64} < {length:Int64}";
  const window = isSparse ? within + sparse : within;
  const parameters = {
    metrics: [...metrics.keys()],
    after: range.fromMillis,
    until: range.toMillis,
    ...(isSparse ? { step: windows.stepMillis, length: windows.lengthMillis } : {}),
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

async function readFloats(
  clickHouse: ClickHouse,
  where: string,
  parameters: NumberParameters,
  maxSamples: number,
): Promise<ReadonlyMap<bigint, FloatColumns>> {
  const bytes = await clickHouse.columns(
    `SELECT fingerprint, toFloat64(toUnixTimestamp64Milli(ts)), value
FROM voiceassist.metric_floats
WHERE ${where}
LIMIT {maxRows:UInt64}
${QUERY_SETTINGS}`,
    { ...parameters, maxRows: maxSamples + 1 },
  );
  if (bytes.byteLength > maxSamples * SAMPLE_SIZE_BYTES) {
    const blocks = readNativeBlocks(bytes);
    if (blocks.reduce((sum, { rowCount }) => sum + rowCount, 0) > maxSamples) throw tooMany(maxSamples);
  }
  return floatsBySeries(readNativeBlocks(bytes));
}

function tooMany(maxSamples: number): StoreError {
  const message = `A selector matches more than ${maxSamples} samples; narrow its matchers or its time range.`;
  return new StoreError("STORE_RESULT_TOO_LARGE", message);
}
