import type { CSSProperties, ReactElement } from "react";
import { formatText } from "../grafana/format-value.ts";
import { lastValue } from "../prometheus/aligned-series.ts";
import type { ChartData } from "./chart-series.ts";

interface ChartLegendProps {
  readonly data: ChartData;
  readonly unit: string;
  readonly hidden: ReadonlySet<string>;
  /** The crosshair's instant; without one the latest values are shown. */
  readonly index: number | undefined;
  readonly onToggle: (name: string) => void;
}

/** Names, colours and values; a click takes a series out of the chart or back. */
export function ChartLegend({ data, unit, hidden, index, onToggle }: ChartLegendProps): ReactElement {
  return (
    <ul className="legend">
      {data.series.map((series) => {
        const value = index === undefined ? lastValue(series.values) : (series.values[index] ?? null);
        return (
          <li key={series.name}>
            <button
              type="button"
              className="legend-item"
              aria-pressed={!hidden.has(series.name)}
              title={hidden.has(series.name) ? `Show ${series.name}` : `Hide ${series.name}`}
              style={{ "--mark": `var(${series.colour})` } as CSSProperties}
              onClick={() => onToggle(series.name)}
            >
              <span className="legend-name">{series.name}</span>
              <span className="legend-value">{formatText(value, unit)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
