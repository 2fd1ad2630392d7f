import type { SampleStats, SeriesSource } from "@voiceassist/promql";

/** What `stats` adds to an answer. The timings that this evaluator does not have are part of the total. */
interface QueryStats {
  readonly timings: Readonly<Record<string, number>>;
  readonly samples: Readonly<Record<string, number | readonly StepStat[]>>;
}

/** Unix seconds of the step, and a number of samples. */
type StepStat = readonly [number, number];

export interface TimedSource extends SeriesSource {
  /** With the counts of each step where `isPerStep`. */
  stats(samples: SampleStats, isPerStep: boolean): QueryStats;
}

/** A source that knows how long its query takes, and how much of that goes into reading. */
export function timedSource(source: SeriesSource, nowMillis: () => number): TimedSource {
  const startedMillis = nowMillis();
  let preparationMillis = 0;
  return {
    expectedSamples: (request) => source.expectedSamples?.(request) ?? 0,
    async select(request) {
      const begunMillis = nowMillis();
      const series = await source.select(request);
      preparationMillis += nowMillis() - begunMillis;
      return series;
    },
    stats(samples, isPerStep) {
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
        samples: sampleStats(samples, isPerStep),
      };
    },
  };
}

function sampleStats(
  { startMillis, stepMillis, consumedPerStep, readPerStep, series, peakSamples }: SampleStats,
  isPerStep: boolean,
): QueryStats["samples"] {
  const perStep = (counts: Float64Array): readonly StepStat[] =>
    Array.from(counts, (count, step) => [(startMillis + step * stepMillis) / 1_000, count]);
  return {
    ...(isPerStep ? { totalQueryableSamplesPerStep: perStep(consumedPerStep) } : {}),
    totalQueryableSamples: sum(consumedPerStep),
    ...(isPerStep ? { samplesReadPerStep: perStep(readPerStep) } : {}),
    samplesRead: sum(readPerStep),
    seriesTouched: series,
    peakSamples,
  };
}

function sum(counts: Float64Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
