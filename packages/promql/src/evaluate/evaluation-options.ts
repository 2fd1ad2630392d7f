export interface EvaluationOptions {
  /** How far back an instant selector looks for a sample. */
  readonly lookbackMillis: number;
  /** The step of a subquery that names none. */
  readonly subqueryStepMillis: number;
  /**
   * Samples that selections may load, and samples that the evaluation may hold at one time. A native histogram counts
   * as the float samples that take the same room. The error is `execution`.
   */
  readonly maxSamples: number;
  /** Steps of a range query or of a subquery. */
  readonly maxSteps: number;
  /** Keeps `__name__` until the end of the query, as Prometheus does under `promql-delayed-name-removal`. */
  readonly delaysNameRemoval: boolean;
  /** Lets `rate` and its like see resets by start timestamps, as Prometheus does under `use-start-timestamps`. */
  readonly usesStartTimestamps: boolean;
  /** Judges by `__type__` what is a counter, as Prometheus does under `type-and-unit-labels`. */
  readonly hasTypeLabels: boolean;
  /** Counts the samples of each step, for `stats`. It costs a second look at what was selected. */
  readonly countsSamples: boolean;
  /** Asked between nodes and series; a true answer ends the query with a `canceled` error. */
  readonly isCancelled: () => boolean;
}

/** Prometheus's own defaults for lookback, subquery step and samples. */
export const defaultEvaluationOptions: EvaluationOptions = {
  lookbackMillis: 5 * 60_000,
  subqueryStepMillis: 60_000,
  maxSamples: 50_000_000,
  maxSteps: 1_000_000,
  delaysNameRemoval: false,
  usesStartTimestamps: false,
  hasTypeLabels: false,
  countsSamples: false,
  isCancelled: () => false,
};
