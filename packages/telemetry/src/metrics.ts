export type LabelValues<Name extends string> = Readonly<Record<Name, string>>;

export interface MetricDefinition<Name extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Name[];
}

export interface HistogramDefinition<Name extends string> extends MetricDefinition<Name> {
  /** Upper bounds, ascending, in the unit that the metric's name ends in. */
  readonly buckets: readonly number[];
}

/** The trace in which a value was observed. */
export interface Exemplar {
  readonly traceId: string;
  readonly spanId: string;
}

export interface Counter<Name extends string> {
  /** `amount` is 1 when left out; 0 makes the series exist. A negative amount is ignored: counters only grow. */
  add(labels: LabelValues<Name>, amount?: number): void;
  /** The series of one label set, for paths where looking it up each time costs too much. */
  with(labels: LabelValues<Name>): BoundCounter;
}

export interface Gauge<Name extends string> {
  set(labels: LabelValues<Name>, value: number): void;
  add(labels: LabelValues<Name>, amount: number): void;
  with(labels: LabelValues<Name>): BoundGauge;
}

export interface Histogram<Name extends string> {
  /** Carries the active trace as its exemplar. */
  observe(labels: LabelValues<Name>, value: number): void;
  with(labels: LabelValues<Name>): BoundHistogram;
}

export interface BoundCounter {
  add(amount?: number): void;
}

export interface BoundGauge {
  set(value: number): void;
  add(amount: number): void;
}

export interface BoundHistogram {
  observe(value: number, exemplar?: Exemplar): void;
}

/** Metrics of the service. Label values pass the redactor and a bound on their number before they become a series. */
export interface Metrics {
  /** The same definition a second time is the same metric. */
  counter<Name extends string>(definition: MetricDefinition<Name>): Counter<Name>;
  gauge<Name extends string>(definition: MetricDefinition<Name>): Gauge<Name>;
  histogram<Name extends string>(definition: HistogramDefinition<Name>): Histogram<Name>;
  /** The Prometheus text exposition of everything. */
  exposition(): Promise<string>;
}
