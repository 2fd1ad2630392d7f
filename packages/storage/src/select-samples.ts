import type { SelectRequest, Series } from "@voiceassist/promql";
import type { ClickHouse } from "./clickhouse.ts";
import { type FoundSeries, findSeries } from "./find-series.ts";
import type { FloatColumns } from "./float-columns.ts";
import { type HistogramColumns, readHistograms } from "./histogram-columns.ts";
import { readFloats } from "./read-floats.ts";
import type { RecentSamples } from "./recent-samples.ts";
import type { SampleMemory } from "./sample-memory.ts";
import { samplesCondition } from "./samples-condition.ts";
import { selectPast } from "./select-past.ts";
import type { SeriesEntry } from "./series-entry.ts";
import type { SeriesIndex } from "./series-index.ts";
import type { StoredRequest } from "./stored-request.ts";
import { clampMillis, MILLIS_A_DAY } from "./time.ts";
import { tooManySamples } from "./too-many-samples.ts";
import { withHistograms } from "./with-histograms.ts";

export interface SelectLimits {
  readonly maxSamplesPerSelect: number;
  readonly retentionDays: number;
}

/** Reads the samples of a request: from memory where all series are known, else from ClickHouse. */
export function sampleSelect(
  clickHouse: ClickHouse,
  index: SeriesIndex,
  memory: SampleMemory | undefined,
  { maxSamplesPerSelect, retentionDays }: SelectLimits,
): (request: SelectRequest) => Promise<readonly Series[]> {
  return async (given) => {
    // What is older than the retention may be there still, or not.
    const oldestDay = Math.floor(Date.now() / MILLIS_A_DAY) - retentionDays;
    const request: StoredRequest = {
      matchers: given.matchers,
      afterMillis: Math.max(clampMillis(given.afterMillis), oldestDay * MILLIS_A_DAY - 1),
      untilMillis: clampMillis(given.untilMillis),
      windows: windowsOf(given),
    };
    if (memory !== undefined && index.isComplete && memory.recent.afterMillis < Number.POSITIVE_INFINITY) {
      const { recent, past, filling } = memory;
      const dayOf = (millis: number): number => Math.floor(millis / MILLIS_A_DAY);
      const entries = index.match(request.matchers, dayOf(request.afterMillis), dayOf(request.untilMillis));
      if (!entries.some(({ hasHistograms }) => hasHistograms)) {
        if (request.afterMillis >= recent.afterMillis) {
          return fromRecent(recent, entries, request, maxSamplesPerSelect);
        }
        const densityOf = (entry: SeriesEntry): number | undefined => recent.samplesADay(entry);
        const selection = { clickHouse, index, past, recent, densityOf, filling, oldestDay };
        const found = await selectPast({ ...selection, maxSamples: maxSamplesPerSelect }, entries, request);
        if (found !== undefined) return found;
      }
    }
    return fromClickHouse(clickHouse, index, request, maxSamplesPerSelect);
  };
}

function windowsOf({ windows, untilMillis }: SelectRequest): StoredRequest["windows"] {
  return windows !== undefined &&
    clampMillis(untilMillis) === untilMillis &&
    Number.isSafeInteger(windows.stepMillis) &&
    Number.isSafeInteger(windows.lengthMillis)
    ? windows
    : undefined;
}

function fromRecent(
  recent: RecentSamples,
  entries: readonly SeriesEntry[],
  { afterMillis, untilMillis }: StoredRequest,
  maxSamples: number,
): readonly Series[] {
  const series: Series[] = [];
  let total = 0;
  for (const entry of entries) {
    const columns = recent.read(entry, afterMillis, untilMillis);
    if (columns === undefined) continue;
    total += columns.timestamps.length;
    if (total > maxSamples) throw tooManySamples(maxSamples);
    series.push({ labels: entry.labels, ...columns });
  }
  return series;
}

const noHistograms: ReadonlyMap<bigint, HistogramColumns> = new Map();
const noFloats: FloatColumns = { timestamps: new Float64Array(0), values: new Float64Array(0) };

async function fromClickHouse(
  clickHouse: ClickHouse,
  index: SeriesIndex,
  { matchers, afterMillis, untilMillis, windows }: StoredRequest,
  maxSamples: number,
): Promise<readonly Series[]> {
  const range = { fromMillis: afterMillis, toMillis: untilMillis };
  const entries: readonly FoundSeries[] = await findSeries(clickHouse, index, matchers, range, maxSamples);
  if (entries.length === 0) return [];
  const { where, parameters } = samplesCondition(entries, index, range, windows);
  const [floats, histograms] = await Promise.all([
    readFloats(clickHouse, where, parameters, maxSamples),
    entries.some(({ hasHistograms }) => hasHistograms)
      ? readHistograms(clickHouse, where, parameters, maxSamples)
      : noHistograms,
  ]);
  if (floats === undefined) throw tooManySamples(maxSamples);
  const series: Series[] = [];
  for (const { labels, fingerprint } of entries) {
    const own = floats.get(fingerprint);
    const ownHistograms = histograms.get(fingerprint);
    if (ownHistograms !== undefined) series.push(withHistograms(labels, own ?? noFloats, ownHistograms));
    else if (own !== undefined) series.push({ labels, ...own });
  }
  return series;
}
