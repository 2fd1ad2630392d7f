export interface Shape {
  readonly name: string;
  readonly query: string;
  /** Absent: an instant query. */
  readonly range?: { readonly lengthMillis: number; readonly stepMillis: number };
}

const hour = { lengthMillis: 3_600_000, stepMillis: 15_000 };

/** The series of `madeSeries`, asked as dashboards and alerts ask. */
export const shapes: { readonly endMillis: number; readonly list: readonly Shape[] } = {
  endMillis: 1_700_000_000_000,
  list: [
    { name: "sum by over 10k series, instant", query: "sum by (endpoint) (requests_total)" },
    { name: "sum by over 10k series, 1 h at 15 s", query: "sum by (endpoint) (requests_total)", range: hour },
    { name: "rate over 10k series, instant", query: "rate(requests_total[5m])" },
    { name: "rate over 10k series, 1 h at 15 s", query: "rate(requests_total[5m])", range: hour },
    {
      name: "sum by of rate over 10k series, 1 h at 15 s",
      query: "sum by (endpoint) (rate(requests_total[5m]))",
      range: hour,
    },
    {
      name: "histogram_quantile of 8k buckets, 1 h at 15 s",
      query: "histogram_quantile(0.99, sum by (endpoint, le) (rate(duration_seconds_bucket[5m])))",
      range: hour,
    },
    {
      name: "histogram_quantile of 1k histograms, 1 h",
      query: "histogram_quantile(0.99, rate(duration_seconds_bucket[5m]))",
      range: hour,
    },
    {
      name: "binary join of 10k with 10k series, 1 h",
      query: "requests_total / on (instance, endpoint, status) limits_total",
      range: hour,
    },
    {
      name: "group_left join of 10k series, 1 h",
      query: "requests_total * on (instance) group_left (version) build_info",
      range: hour,
    },
    {
      name: "regex matchers over 10k series, instant",
      query: 'sum(requests_total{endpoint=~"/api/(1|2|3).*", status!~"5.."})',
    },
    { name: "avg_over_time of 10k series, 1 h", query: "avg_over_time(requests_total[5m])", range: hour },
    {
      name: "max_over_time of a subquery, 1 h",
      query: "max_over_time(sum(requests_total)[10m:15s])",
      range: hour,
    },
    { name: "topk of 10k series, 1 h at 15 s", query: "topk(10, requests_total)", range: hour },
    { name: "quantile of 10k series, 1 h at 15 s", query: "quantile(0.9, requests_total)", range: hour },
    { name: "comparison of 10k series, 1 h", query: "requests_total > 100", range: hour },
    { name: "without over 10k series, 1 h", query: "sum without (instance) (requests_total)", range: hour },
  ],
};
