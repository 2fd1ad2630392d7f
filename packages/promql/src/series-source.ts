import type { FloatHistogram } from "@voiceassist/histogram";

export type MatchOperator = "=" | "!=" | "=~" | "!~";

/** A label matcher; the metric's name is matched as the label `__name__`. Regular expressions are RE2, fully anchored. */
export interface LabelMatcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

export type Labels = Readonly<Record<string, string>>;

/** One series as columns: `timestamps[i]` (Unix milliseconds, ascending, unique) belongs to `values[i]`. */
export interface Series {
  readonly labels: Labels;
  readonly timestamps: Float64Array;
  /** A staleness marker is the NaN 0x7ff0000000000002, told from other NaN by its bits; see `isStaleMarker`. */
  readonly values: Float64Array;
  /** Given when a sample is a native histogram: sample i is one where `histograms[i]` is, and `values[i]` then means nothing. */
  readonly histograms?: SampleHistograms;
  /** When each sample's counter was started (Unix milliseconds, 0: not known). */
  readonly startTimestamps?: Float64Array;
}

export type SampleHistograms = readonly (FloatHistogram | undefined)[];

export interface SelectRequest {
  readonly matchers: readonly LabelMatcher[];
  /** Unix milliseconds, exclusive. */
  readonly afterMillis: number;
  /** Unix milliseconds, inclusive. */
  readonly untilMillis: number;
  /**
   * Given when samples between windows do not matter and may be left out: a window ends at `untilMillis` and at every
   * step before it, and reaches back by its length, the left end exclusive.
   */
  readonly windows?: SampleWindows;
}

interface SampleWindows {
  readonly stepMillis: number;
  /** Less than the step. */
  readonly lengthMillis: number;
}

/** The narrow door through which the evaluator gets its data. */
export interface SeriesSource {
  select(request: SelectRequest): Promise<readonly Series[]>;
  /** About how many samples `select` would answer; a query that would load too many is evaluated in parts. */
  expectedSamples?(request: SelectRequest): number;
}
