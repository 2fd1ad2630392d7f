import { type KeyboardEvent, type ReactElement, useState } from "react";
import { formatText } from "../grafana/format-value.ts";
import { lastValue } from "../prometheus/aligned-series.ts";
import type { TimeRange } from "../time/time-range.ts";
import { ChartLegend } from "./chart-legend.tsx";
import type { ChartData, ThresholdLine } from "./chart-series.ts";
import { ChartTable } from "./chart-table.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { usePlot } from "./use-plot.ts";
import "uplot/dist/uPlot.min.css";
import "./time-chart.css";

interface TimeChartProps {
  readonly title: string;
  readonly data: ChartData;
  readonly window: TimeRange;
  readonly unit: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly thresholds?: readonly ThresholdLine[];
  /** Charts of the same key share their crosshair. */
  readonly syncKey: string;
}

const noThresholds: readonly ThresholdLine[] = [];
const noneHidden: ReadonlySet<string> = new Set();

/** Lines over time with a crosshair, a legend that switches series, and a table of the latest values for screen readers. */
export function TimeChart({
  title,
  data,
  window,
  unit,
  min,
  max,
  thresholds,
  syncKey,
}: TimeChartProps): ReactElement {
  const [hidden, setHidden] = useState(noneHidden);
  const { host, cursor, moveCursor } = usePlot({
    data,
    window,
    unit,
    min,
    max,
    thresholds: thresholds ?? noThresholds,
    hidden,
    syncKey,
  });

  const toggle = (name: string) => {
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(name)) next.add(name);
      return next;
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number | undefined>> = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.key === "Escape") moveCursor(undefined);
    else if (event.key in steps) {
      event.preventDefault();
      moveCursor(steps[event.key]);
    }
  };
  const latest = data.series.map((series) => `${series.name} ${formatText(lastValue(series.values), unit)}`);

  return (
    <div className="chart">
      <div className="chart-frame">
        <div
          ref={host}
          className="chart-plot"
          role="img"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the chart's crosshair
          tabIndex={0}
          aria-label={`${title}, latest values: ${latest.join(", ")}. Arrow keys move the crosshair.`}
          onKeyDown={onKeyDown}
          onBlur={() => moveCursor(undefined)}
        />
        {cursor?.own === true ? (
          <ChartTooltip cursor={cursor} data={data} unit={unit} hidden={hidden} />
        ) : null}
      </div>
      <ChartLegend data={data} unit={unit} hidden={hidden} index={cursor?.index} onToggle={toggle} />
      <ChartTable title={title} data={data} unit={unit} />
    </div>
  );
}
