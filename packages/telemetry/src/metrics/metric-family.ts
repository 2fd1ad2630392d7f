import type { Exemplar } from "../metrics.ts";

type FamilyType = "counter" | "gauge" | "histogram";

/** The last value of one bucket that was observed in a trace. */
export interface RecordedExemplar extends Exemplar {
  readonly value: number;
  readonly timestampMillis: number;
}

export interface FamilySample {
  /** `""`, `_bucket`, `_sum` or `_count`: what follows the family's name. */
  readonly suffix: string;
  /** `method="GET",le="1"`; empty where there are none. */
  readonly labels: string;
  readonly value: number;
  readonly exemplar?: RecordedExemplar;
}

/** One metric with all its series, ready to be shown. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: FamilyType;
  samples(): Iterable<FamilySample>;
}
