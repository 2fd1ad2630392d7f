import type { CSSProperties, ReactElement } from "react";
import { formatText } from "../grafana/format-value.ts";
import { formatClock } from "../time/format-time.ts";
import type { ChartData } from "./chart-series.ts";
import type { CursorPosition } from "./use-plot.ts";

/** More rows than this hide the chart; the legend holds them all. */
const mostRows = 8;

interface ChartTooltipProps {
  readonly cursor: CursorPosition;
  readonly data: ChartData;
  readonly unit: string;
  readonly hidden: ReadonlySet<string>;
}

/** The values under the crosshair, highest first. */
export function ChartTooltip({ cursor, data, unit, hidden }: ChartTooltipProps): ReactElement {
  const instant = data.times[cursor.index] ?? 0;
  const rows = data.series
    .filter((series) => !hidden.has(series.name))
    .map((series) => ({ series, value: series.values[cursor.index] ?? null }))
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  const style: CSSProperties = { "--at": `${cursor.leftPixels}px` } as CSSProperties;
  return (
    <div className="chart-tooltip" style={style} aria-hidden="true">
      <div className="chart-tooltip-time">{formatClock(instant * 1_000)}</div>
      {rows.slice(0, mostRows).map(({ series, value }) => (
        <div
          key={series.name}
          className="chart-tooltip-row"
          style={{ "--mark": `var(${series.colour})` } as CSSProperties}
        >
          <span>{series.name}</span>
          <b>{formatText(value, unit)}</b>
        </div>
      ))}
      {rows.length > mostRows ? <div className="quiet">and {rows.length - mostRows} more</div> : null}
    </div>
  );
}
