import { readFileSync } from "node:fs";
import { repositoryRoot } from "../../tests/system/running-process.ts";

/** A request that both are asked. */
export interface Shape {
  readonly name: string;
  /** Below the address of the API. */
  readonly path: string;
  /** Whether it reads days. */
  readonly isLong: boolean;
}

const hourSeconds = 3_600;
/** Of the hour of many series: its first windows are not full, and versions differ in how a series begins. */
const wideSeconds = hourSeconds - 300;
const daySeconds = 24 * hourSeconds;
/** Points that Grafana asks for across a panel. */
const panelPoints = 720;

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr?: string; readonly legendFormat?: string }[];
  }[];
}

/** The queries of the overview dashboard's panels. */
function panels(): readonly { readonly title: string; readonly query: string }[] {
  const path = `${repositoryRoot}/infrastructure/observability/grafana/dashboards/voiceassist-overview.json`;
  const dashboard = JSON.parse(readFileSync(path, "utf8")) as Dashboard;
  return dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.flatMap(({ expr, legendFormat }) => {
      if (expr === undefined) return [];
      return [{ title: targets.length === 1 ? title : `${title} (${legendFormat ?? expr})`, query: expr }];
    }),
  );
}

function range(
  name: string,
  query: string,
  endSeconds: number,
  spanSeconds: number,
  stepSeconds: number,
): Shape {
  const given = new URLSearchParams({
    query: query.replaceAll("$__rate_interval", `${Math.max(4 * 60, stepSeconds)}s`),
    start: String(endSeconds - spanSeconds),
    end: String(endSeconds),
    step: String(stepSeconds),
  });
  return { name, path: `/api/v1/query_range?${given}`, isLong: spanSeconds > daySeconds };
}

function instant(name: string, query: string, timeSeconds: number): Shape {
  const given = new URLSearchParams({ query, time: String(timeSeconds) });
  return { name, path: `/api/v1/query?${given}`, isLong: false };
}

export function shapes(endSeconds: number): readonly Shape[] {
  const all: Shape[] = [];
  for (const [span, spanSeconds] of [
    ["24 h", daySeconds],
    ["30 d", 30 * daySeconds],
  ] as const) {
    for (const { title, query } of panels()) {
      all.push(range(`${title}, ${span}`, query, endSeconds, spanSeconds, spanSeconds / panelPoints));
    }
  }
  all.push(
    range(
      "sum by over 10k series, 55 min",
      "sum by (endpoint) (wide_requests_total)",
      endSeconds,
      wideSeconds,
      60,
    ),
    range(
      "rate over 10k series, 55 min at 15 s",
      "rate(wide_requests_total[5m])",
      endSeconds,
      wideSeconds,
      60,
    ),
    range(
      "sum of rate over 10k series, 55 min",
      "sum by (status) (rate(wide_requests_total[5m]))",
      endSeconds,
      wideSeconds,
      15,
    ),
    instant(
      "sum of rate over 10k series, instant",
      "sum by (status) (rate(wide_requests_total[5m]))",
      endSeconds,
    ),
    {
      name: "values of a label with 10k",
      path: `/api/v1/label/pod/values?start=${endSeconds - wideSeconds}&end=${endSeconds}`,
      isLong: false,
    },
  );
  for (const [name, query] of [
    ["up as an alert", 'health_check_status{job="voiceassist-api-gateway"} == 0'],
    [
      "error ratio as an alert",
      'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.01',
    ],
    [
      "latency quantile as an alert",
      "histogram_quantile(0.95, sum by (le, endpoint) (rate(http_request_duration_seconds_bucket[5m]))) > 2",
    ],
  ] as const) {
    all.push(instant(name, query, endSeconds));
  }
  return all;
}
