/**
 * The `timeInterval` of the Prometheus data source in grafana/provisioning/datasources: the shortest scrape interval.
 * No query has a shorter step.
 */
export const scrapeIntervalSeconds = 5;

/** Prometheus refuses more points than this a series. */
const mostPoints = 11_000;

/** Grafana's steps: a raw interval under the first number is rounded to the second; both in milliseconds. */
const roundings: readonly (readonly [underMillis: number, toMillis: number])[] = [
  [1_500, 1_000],
  [3_500, 2_000],
  [7_500, 5_000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
];

/** Grafana's `$__interval`, in seconds: the range divided into at most `points`, rounded, and no shorter than a scrape. */
export function intervalSeconds(spanSeconds: number, points: number): number {
  const rawMillis = (spanSeconds * 1_000) / Math.max(1, Math.min(points, mostPoints));
  const rounded = roundings.find(([underMillis]) => rawMillis < underMillis)?.[1] ?? 7_200_000;
  return Math.max(scrapeIntervalSeconds, rounded / 1_000);
}

/** Grafana's `$__rate_interval`, in seconds: wide enough to hold four scrapes, so that a rate always has two samples. */
export function rateIntervalSeconds(stepSeconds: number): number {
  return Math.max(stepSeconds + scrapeIntervalSeconds, 4 * scrapeIntervalSeconds);
}
