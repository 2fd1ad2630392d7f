import type { FloatHistogram } from "@voiceassist/histogram";
import type { Window } from "../evaluate/window.ts";

interface WindowSample {
  readonly timeMillis: number;
  /** 0: not known. */
  readonly startMillis: number;
  readonly value: number;
  readonly histogram: FloatHistogram | undefined;
}

/** Numbers and histograms of a window in the order of time. */
export function windowSamples(window: Window): readonly WindowSample[] {
  const { timestamps, values, startTimestamps, from, to } = window;
  const samples: WindowSample[] = [];
  for (let place = from; place < to; place++) {
    samples.push({
      timeMillis: timestamps[place] ?? 0,
      startMillis: startTimestamps?.[place] ?? 0,
      value: values[place] ?? 0,
      histogram: undefined,
    });
  }
  const { histograms, histogramsFrom, histogramsTo } = window;
  if (histograms === undefined || histogramsTo === histogramsFrom) return samples;
  for (let place = histogramsFrom; place < histogramsTo; place++) {
    samples.push({
      timeMillis: histograms.timestamps[place] ?? 0,
      startMillis: histograms.startTimestamps?.[place] ?? 0,
      value: Number.NaN,
      histogram: histograms.histograms[place],
    });
  }
  return samples.sort((left, right) => left.timeMillis - right.timeMillis);
}
