import { detectReset, type FloatHistogram } from "@voiceassist/histogram";
import { labelsKey } from "../label-set.ts";
import { compileMatcher } from "../matcher.ts";
import type { Labels, SelectRequest, Series, SeriesSource } from "../series-source.ts";
import { setStaleAt } from "../stale-marker.ts";
import { customBucketSeries } from "./custom-bucket-series.ts";
import type { LoadCommand, ScriptSample, ScriptSeries } from "./test-script.ts";

interface StoredSample {
  readonly timeMillis: number;
  readonly sample: Exclude<ScriptSample, "gap">;
  /** 0: not known. */
  readonly startMillis: number;
}

interface StoredSeries {
  readonly labels: Labels;
  readonly samples: Map<number, StoredSample>;
}

/** What the load commands of a script have put in memory. */
export class MemorySource implements SeriesSource {
  readonly #stored = new Map<string, StoredSeries>();
  #series: readonly Series[] | undefined;

  load({ series, stepMillis, addsCustomBuckets }: LoadCommand): void {
    this.#series = undefined;
    for (const one of addsCustomBuckets ? [...series, ...customBucketSeries(series)] : series) {
      const key = labelsKey(one.labels);
      const stored = this.#stored.get(key) ?? { labels: one.labels, samples: new Map() };
      this.#stored.set(key, stored);
      addSamples(stored, one, stepMillis);
    }
  }

  select(request: SelectRequest): Promise<readonly Series[]> {
    const tests = request.matchers.map(compileMatcher).map((compiled) => {
      if (!compiled.ok) throw new Error(`PROMQLTEST_MATCHER: ${compiled.message}`);
      return compiled.matches;
    });
    this.#series ??= [...this.#stored.values()].map(toSeries);
    const found = this.#series
      .filter(({ labels }) => tests.every((matches) => matches(labels)))
      .map((series) => between(series, request))
      .filter(({ timestamps }) => timestamps.length > 0);
    return Promise.resolve(found);
  }
}

function addSamples(stored: StoredSeries, { samples, starts }: ScriptSeries, stepMillis: number): void {
  for (const [index, sample] of samples.entries()) {
    if (sample === "gap") continue;
    const timeMillis = index * stepMillis;
    const start = starts?.[index] ?? "gap";
    const startMillis = start === "gap" ? 0 : timeMillis + start;
    stored.samples.set(timeMillis, { timeMillis, sample, startMillis });
  }
}

function toSeries({ labels, samples: stored }: StoredSeries): Series {
  const samples = [...stored.values()].sort((left, right) => left.timeMillis - right.timeMillis);
  const timestamps = Float64Array.from(samples, ({ timeMillis }) => timeMillis);
  const values = Float64Array.from(samples, ({ sample }) =>
    typeof sample === "number" ? sample : Number.NaN,
  );
  for (const [place, { sample }] of samples.entries()) if (sample === "stale") setStaleAt(values, place);
  const series: Series = {
    labels,
    timestamps,
    values,
    startTimestamps: Float64Array.from(samples, ({ startMillis }) => startMillis),
  };
  if (!samples.some(({ sample }) => typeof sample === "object")) return series;
  return { ...series, histograms: readBack(samples) };
}

/**
 * As the storage of Prometheus gives histograms back: a counter's hint is what the storage knows of the sample before
 * in the same chunk, and a chunk ends at a reset and at a change of schema or kind.
 */
function readBack(samples: readonly StoredSample[]): readonly (FloatHistogram | undefined)[] {
  let previous: FloatHistogram | undefined;
  return samples.map(({ sample }) => {
    if (typeof sample !== "object") {
      previous = undefined;
      return undefined;
    }
    const { histogram } = sample;
    const continues =
      previous !== undefined &&
      previous.counterResetHint !== "gauge" &&
      histogram.counterResetHint !== "reset" &&
      previous.schema === histogram.schema &&
      previous.zeroThreshold === histogram.zeroThreshold &&
      previous.customBounds.join() === histogram.customBounds.join() &&
      !detectReset({ ...histogram, counterResetHint: "unknown" }, previous);
    previous = histogram;
    if (histogram.counterResetHint === "gauge") return histogram;
    return { ...histogram, counterResetHint: continues ? "no-reset" : "unknown" };
  });
}

/** Without what lies between the windows, so that every script tells whether it was needed. */
function between(series: Series, { afterMillis, untilMillis, windows }: SelectRequest): Series {
  const { timestamps, values, histograms, startTimestamps } = series;
  const kept: number[] = [];
  for (const [index, millis] of timestamps.entries()) {
    if (millis <= afterMillis || millis > untilMillis) continue;
    const age = windows === undefined ? 0 : (untilMillis - millis) % windows.stepMillis;
    if (windows === undefined || age < windows.lengthMillis) kept.push(index);
  }
  return {
    labels: series.labels,
    timestamps: Float64Array.from(kept, (index) => timestamps[index] ?? 0),
    values: bitsOf(values, kept),
    ...(histograms === undefined ? {} : { histograms: kept.map((index) => histograms[index]) }),
    ...(startTimestamps === undefined
      ? {}
      : { startTimestamps: Float64Array.from(kept, (index) => startTimestamps[index] ?? 0) }),
  };
}

/** Staleness markers keep their bits: `set` copies bytes. */
function bitsOf(values: Float64Array, kept: readonly number[]): Float64Array {
  const chosen = new Float64Array(kept.length);
  for (const [place, index] of kept.entries()) chosen.set(values.subarray(index, index + 1), place);
  return chosen;
}
