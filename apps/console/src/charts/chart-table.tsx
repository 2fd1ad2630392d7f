import type { ReactElement } from "react";
import { formatText } from "../grafana/format-value.ts";
import { lastValue } from "../prometheus/aligned-series.ts";
import type { ChartData } from "./chart-series.ts";

interface ChartTableProps {
  readonly title: string;
  readonly data: ChartData;
  readonly unit: string;
}

/** A chart's numbers for screen readers. */
export function ChartTable({ title, data, unit }: ChartTableProps): ReactElement {
  return (
    <div className="only-read">
      <table>
        <caption>{title}: latest, lowest and highest value of each series in the range</caption>
        <thead>
          <tr>
            <th scope="col">Series</th>
            <th scope="col">Latest</th>
            <th scope="col">Lowest</th>
            <th scope="col">Highest</th>
          </tr>
        </thead>
        <tbody>
          {data.series.map((series) => {
            const values = series.values.filter((value) => value !== null);
            const lowest = values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b));
            const highest = values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b));
            return (
              <tr key={series.name}>
                <th scope="row">{series.name}</th>
                <td>{formatText(lastValue(series.values), unit)}</td>
                <td>{formatText(lowest, unit)}</td>
                <td>{formatText(highest, unit)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
