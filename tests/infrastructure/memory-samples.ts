import {
  compileMatcher,
  isStaleMarker,
  type Labels,
  labelsKey,
  type SelectRequest,
  type Series,
  type SeriesSource,
  setStaleAt,
  staleMarker,
} from "@voiceassist/promql";

interface Kept {
  readonly labels: Labels;
  /** The first `count` entries are in use. */
  timestamps: Float64Array;
  values: Float64Array;
  count: number;
}

/** Series in memory that rules read and write. A value of `staleMarker` ends a series. */
export interface MemorySamples {
  readonly source: SeriesSource;
  append(labels: Labels, timestampMillis: number, value: number): void;
}

const firstCapacity = 64;

export function createMemorySamples(): MemorySamples {
  /** By metric, then by labels. */
  const metrics = new Map<string, Map<string, Kept>>();

  function select({ matchers, afterMillis, untilMillis }: SelectRequest): readonly Series[] {
    const name = matchers.find((matcher) => matcher.name === "__name__" && matcher.operator === "=");
    const candidates =
      name === undefined ? [...metrics.values()] : [metrics.get(name.value) ?? new Map<string, Kept>()];
    const compiled = matchers.map(compileMatcher);
    const found: Series[] = [];
    for (const { labels, timestamps, values, count } of candidates.flatMap((series) => [
      ...series.values(),
    ])) {
      if (!compiled.every((matcher) => matcher.ok && matcher.matches(labels))) continue;
      const from = firstAfter(timestamps, count, afterMillis);
      const until = firstAfter(timestamps, count, untilMillis);
      if (from === until) continue;
      // Copies of bytes: a staleness marker is told by its bits.
      found.push({ labels, timestamps: timestamps.slice(from, until), values: values.slice(from, until) });
    }
    return found;
  }

  return {
    source: { select: (request) => Promise.resolve(select(request)) },
    append(labels, timestampMillis, value) {
      const metric = labels.__name__ ?? "";
      const ofMetric = metrics.get(metric) ?? new Map<string, Kept>();
      metrics.set(metric, ofMetric);
      const key = labelsKey(labels);
      const series = ofMetric.get(key) ?? {
        labels,
        timestamps: new Float64Array(firstCapacity),
        values: new Float64Array(firstCapacity),
        count: 0,
      };
      ofMetric.set(key, series);
      if (series.count > 0 && timestampMillis <= (series.timestamps[series.count - 1] ?? 0)) return;
      if (series.count === series.timestamps.length) grow(series);
      series.timestamps[series.count] = timestampMillis;
      if (isStaleMarker(value)) setStaleAt(series.values, series.count);
      else series.values[series.count] = value;
      series.count += 1;
    },
  };
}

function grow(series: Kept): void {
  for (const column of ["timestamps", "values"] as const) {
    const grown = new Float64Array(2 * series[column].length);
    grown.set(series[column]);
    series[column] = grown;
  }
}

/** The place of the first timestamp after the time. */
function firstAfter(timestamps: Float64Array, count: number, millis: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timestamps[middle] ?? 0) > millis) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** promtool's notation: `1+2x3`, `0x4`, `_x2`, `stale`; a gap is `undefined`. */
export function samplesOf(notation: string): readonly (number | undefined)[] {
  return notation
    .trim()
    .split(/\s+/u)
    .flatMap((word) => {
      if (word === "stale") return [staleMarker];
      const gap = /^_(?:x(?<times>\d+))?$/u.exec(word);
      if (gap !== null) return Array.from({ length: Number(gap.groups?.times ?? 1) }, () => undefined);
      const match = /^(?<start>-?[\d.e]+?)(?:(?<step>[+-][\d.e]+))?(?:x(?<times>\d+))?$/u.exec(word)?.groups;
      if (match === undefined) throw new Error(`${word} is no notation of samples`);
      const { start, step = "0", times = "0" } = match;
      return Array.from({ length: Number(times) + 1 }, (_, index) => Number(start) + Number(step) * index);
    });
}
