/** One Prometheus query of a panel. */
export interface Query {
  readonly expr: string;
  readonly legend: string;
  /** Asks for exemplars too; a click on one opens its trace. */
  readonly exemplars?: true;
}

export const gateway = 'job="voiceassist-api-gateway"';
/** Requests of people: health checks and scrapes come from machines. */
export const userRequests = `${gateway},endpoint!~"/health|/ready|/metrics"`;

/** A quantile over the histogram `name`, by the labels given, in seconds or bytes as the histogram. */
export function quantile(share: number, name: string, matchers: string, by: readonly string[] = []): string {
  const labels = ["le", ...by].join(", ");
  return `histogram_quantile(${share}, sum by (${labels}) (rate(${name}_bucket{${matchers}}[$__rate_interval])))`;
}

/** Events a second by label. */
export function rateBy(by: string, metric: string, matchers: string): string {
  return `sum by (${by}) (rate(${metric}{${matchers}}[$__rate_interval]))`;
}
