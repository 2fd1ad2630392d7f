import { type CSSProperties, type ReactElement, useMemo } from "react";
import type { ChartData, ThresholdLine } from "../charts/chart-series.ts";
import { seriesColours } from "../charts/series-colours.ts";
import { TimeChart } from "../charts/time-chart.tsx";
import type { Panel } from "../grafana/dashboard.ts";
import { displayValue } from "../grafana/value-display.ts";
import type { Resource } from "../http/resource.ts";
import { EmptyNotice, FailureNotice } from "../parts/notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { grafanaColour } from "./grafana-colour.ts";
import { headline } from "./headline.ts";
import type { PanelData } from "./panel-data.ts";
import { PanelFrame } from "./panel-frame.tsx";

interface TimeseriesPanelProps {
  readonly panel: Panel;
  readonly resource: Resource<PanelData>;
}

function chartData(data: PanelData): ChartData {
  const colours = seriesColours(data.series.map((series) => series.name));
  return {
    times: data.times,
    series: data.series
      .map((series) => ({ ...series, colour: colours.get(series.name) ?? "--series-1" }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function thresholdLines(panel: Panel): readonly ThresholdLine[] {
  if (panel.field.thresholds.mode !== "absolute") return [];
  return panel.field.thresholds.steps.flatMap((step) =>
    step.from === undefined ? [] : [{ value: step.from, colour: grafanaColour(step.colour) }],
  );
}

function Glance({
  panel,
  data,
}: {
  readonly panel: Panel;
  readonly data: PanelData | undefined;
}): ReactElement {
  const { value, of } = headline(data?.series ?? [], panel.field.unit);
  const shown = displayValue(panel.field, value);
  const style = { color: `var(${grafanaColour(shown.colour)})` } as CSSProperties;
  return (
    <>
      {of === "" ? null : <span className="panel-value-of">{of}</span>}
      <span className="panel-value" style={style} data-testid={`panel-${panel.id}-value`}>
        {data === undefined ? "\u2007" : shown.text}
        {shown.unit === "" ? null : <small> {shown.unit}</small>}
      </span>
    </>
  );
}

export function TimeseriesPanel({ panel, resource }: TimeseriesPanelProps): ReactElement {
  const { value: data, failure, retry } = resource;
  const chart = useMemo(() => (data === undefined ? undefined : chartData(data)), [data]);
  const lines = useMemo(() => thresholdLines(panel), [panel]);
  const isEmpty = data?.series.every((series) => series.values.every((value) => value === null)) === true;
  return (
    <PanelFrame panel={panel} resource={resource} glance={<Glance panel={panel} data={data} />}>
      {data === undefined || chart === undefined ? (
        failure === undefined ? (
          <div className="panel-skeleton">
            <Skeleton height="100%" />
          </div>
        ) : (
          <FailureNotice failure={failure} retry={retry} />
        )
      ) : isEmpty ? (
        <EmptyNotice title={data.series.length === 0 ? "Nothing measured yet" : "No traffic in this range"}>
          {data.series.length === 0
            ? "No series matches in this range. It fills once the gateway is scraped; a longer range may show more."
            : "The series are there, but without requests this has no value."}
        </EmptyNotice>
      ) : (
        <TimeChart
          title={panel.title}
          data={chart}
          window={data.window}
          unit={panel.field.unit}
          min={panel.field.min}
          max={panel.field.max}
          thresholds={lines}
          syncKey="overview"
        />
      )}
    </PanelFrame>
  );
}
