import type { SeriesSource } from "@voiceassist/promql";

/** What `stats` adds to an answer. The timings that this evaluator does not have are part of the total. */
interface QueryStats {
  readonly timings: Readonly<Record<string, number>>;
  readonly samples: Readonly<Record<string, number>>;
}

export interface MeasuredSource extends SeriesSource {
  stats(): QueryStats;
}

/** A source that counts what a query reads and how long the reading takes. */
export function measureSource(source: SeriesSource, nowMillis: () => number): MeasuredSource {
  const startedMillis = nowMillis();
  let samplesRead = 0;
  let preparationMillis = 0;
  return {
    expectedSamples: (request) => source.expectedSamples?.(request) ?? 0,
    async select(request) {
      const begunMillis = nowMillis();
      const series = await source.select(request);
      preparationMillis = Math.max(preparationMillis, nowMillis() - begunMillis);
      for (const { timestamps } of series) samplesRead += timestamps.length;
      return series;
    },
    stats() {
      const totalSeconds = (nowMillis() - startedMillis) / 1_000;
      const preparationSeconds = preparationMillis / 1_000;
      return {
        timings: {
          evalTotalTime: totalSeconds,
          resultSortTime: 0,
          queryPreparationTime: preparationSeconds,
          innerEvalTime: Math.max(0, totalSeconds - preparationSeconds),
          execQueueTime: 0,
          execTotalTime: totalSeconds,
        },
        samples: { totalQueryableSamples: samplesRead, samplesRead, peakSamples: samplesRead },
      };
    },
  };
}
