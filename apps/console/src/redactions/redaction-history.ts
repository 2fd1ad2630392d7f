import type { ChartData } from "../charts/chart-series.ts";
import { seriesColours } from "../charts/series-colours.ts";
import { intervalSeconds, rateIntervalSeconds } from "../grafana/interval.ts";
import type { Outcome } from "../http/request.ts";
import { alignToStep, alignValues, stepInstants } from "../prometheus/aligned-series.ts";
import { queryRange } from "../prometheus/prometheus-api.ts";
import type { TimeRange } from "../time/time-range.ts";
import { typeTitle } from "./redaction-counts.ts";

export const groupings = ["type", "signal", "boundary"] as const;
export type Grouping = (typeof groupings)[number];

const points = 700;

export interface RedactionHistory {
  readonly window: TimeRange;
  readonly chart: ChartData;
}

/** Redactions a minute over the range, by one label. */
export async function loadRedactionHistory(
  grouping: Grouping,
  range: TimeRange,
  signal: AbortSignal,
): Promise<Outcome<RedactionHistory>> {
  const stepSeconds = intervalSeconds(range.toSeconds - range.fromSeconds, points);
  const window = alignToStep(range, stepSeconds);
  const rate = `rate(phi_redactions_total[${rateIntervalSeconds(stepSeconds)}s])`;
  const query = `sum by (${grouping}) (${rate}) * 60`;
  const outcome = await queryRange("prometheus", query, window, stepSeconds, signal);
  if (!outcome.ok) return outcome;
  const times = stepInstants(window, stepSeconds);
  const named = outcome.value
    .map((series) => {
      const label = series.labels[grouping] ?? "";
      const name = grouping === "type" ? typeTitle(label) : label;
      return { name, values: alignValues(series, times) };
    })
    .filter((series) => series.values.some((value) => value !== null && value > 0))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const colours = seriesColours(named.map((series) => series.name));
  const series = named.map((item) => ({ ...item, colour: colours.get(item.name) ?? "--series-1" }));
  return { ok: true, value: { window, chart: { times, series } } };
}
