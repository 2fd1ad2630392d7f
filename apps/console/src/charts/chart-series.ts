/** What a time chart draws. */
export interface ChartSeries {
  readonly name: string;
  /** The name of a CSS custom property, `--series-1`. */
  readonly colour: string;
  /** One value an instant of the chart; null is a gap. */
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  /** Unix epoch, seconds, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
}

export interface ThresholdLine {
  readonly value: number;
  readonly colour: string;
}
