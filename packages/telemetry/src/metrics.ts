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

export interface Counter<Name extends string> {
  /** `amount` is 1 when left out; 0 makes the series exist. */
  add(labels: LabelValues<Name>, amount?: number): void;
}

export interface Gauge<Name extends string> {
  set(labels: LabelValues<Name>, value: number): void;
  add(labels: LabelValues<Name>, amount: number): void;
}

export interface Histogram<Name extends string> {
  observe(labels: LabelValues<Name>, value: number): void;
}

/** Metrics of the service. Label values pass the redactor and a bound on their number before they become a series. */
export interface Metrics {
  counter<Name extends string>(definition: MetricDefinition<Name>): Counter<Name>;
  gauge<Name extends string>(definition: MetricDefinition<Name>): Gauge<Name>;
  histogram<Name extends string>(definition: HistogramDefinition<Name>): Histogram<Name>;
  /** The Prometheus text exposition of everything. */
  exposition(): Promise<string>;
}
