import type { Panel, Target } from "../grafana/dashboard.ts";
import { interpolate } from "../grafana/interpolate.ts";
import { intervalSeconds } from "../grafana/interval.ts";
import { legendName } from "../grafana/legend.ts";
import type { Outcome } from "../http/request.ts";
import { alignToStep, alignValues, stepInstants } from "../prometheus/aligned-series.ts";
import { queryInstant, queryRange } from "../prometheus/prometheus-api.ts";
import type { PrometheusSeries } from "../prometheus/prometheus-result.ts";
import type { TimeRange } from "../time/time-range.ts";

/** Points across a panel of the full width; a narrower panel has its share, as Grafana's follow from its pixels. */
const pointsOfFullWidth = 1_400;
const gridColumns = 24;

export interface PanelSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface PanelData {
  readonly window: TimeRange;
  /** Unix epoch, seconds; one instant when every target is an instant query. */
  readonly times: readonly number[];
  readonly series: readonly PanelSeries[];
}

async function queryTarget(
  target: Target,
  window: TimeRange,
  stepSeconds: number,
  signal: AbortSignal,
): Promise<Outcome<readonly PrometheusSeries[]>> {
  if (target.datasourceType !== "prometheus") {
    const detail = `the console draws Prometheus queries; query ${target.refId} is for ${target.datasourceType}`;
    return { ok: false, failure: { kind: "refused", status: 0, detail } };
  }
  const query = interpolate(target.expression, stepSeconds, window);
  return target.instant
    ? queryInstant(target.datasourceUid, query, window.toSeconds, signal)
    : queryRange(target.datasourceUid, query, window, stepSeconds, signal);
}

/** Two series of the same legend name would hide each other's values; the second says which it is. */
function uniqueName(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${name} (${count})`;
  taken.add(candidate);
  return candidate;
}

/** Runs a panel's queries as Grafana does: variables replaced, window aligned to the step, series named by the legend format. */
export async function loadPanelData(
  panel: Panel,
  range: TimeRange,
  signal: AbortSignal,
): Promise<Outcome<PanelData>> {
  const points = (pointsOfFullWidth * panel.gridPos.w) / gridColumns;
  const stepSeconds = intervalSeconds(range.toSeconds - range.fromSeconds, points);
  const window = alignToStep(range, stepSeconds);
  const isInstant = panel.targets.every((target) => target.instant);
  const times = isInstant ? [window.toSeconds] : stepInstants(window, stepSeconds);

  const taken = new Set<string>();
  const series: PanelSeries[] = [];
  const outcomes = await Promise.all(
    panel.targets.map((target) => queryTarget(target, window, stepSeconds, signal)),
  );
  for (const [index, outcome] of outcomes.entries()) {
    if (!outcome.ok) return outcome;
    const target = panel.targets[index];
    for (const item of outcome.value) {
      const name = legendName(target?.legendFormat ?? "", item.labels);
      const values = target?.instant ? [item.points.at(-1)?.[1] ?? null] : alignValues(item, times);
      series.push({ name: uniqueName(name, taken), values });
    }
  }
  return { ok: true, value: { window, times, series } };
}
