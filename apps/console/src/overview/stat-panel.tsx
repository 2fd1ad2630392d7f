import type { CSSProperties, ReactElement } from "react";
import type { Panel } from "../grafana/dashboard.ts";
import { displayValue } from "../grafana/value-display.ts";
import type { Resource } from "../http/resource.ts";
import { EmptyNotice, FailureNotice } from "../parts/notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { lastValue } from "../prometheus/aligned-series.ts";
import { grafanaColour } from "./grafana-colour.ts";
import type { PanelData } from "./panel-data.ts";
import { PanelFrame } from "./panel-frame.tsx";

interface StatPanelProps {
  readonly panel: Panel;
  readonly resource: Resource<PanelData>;
}

function StatTiles({ panel, data }: { readonly panel: Panel; readonly data: PanelData }): ReactElement {
  const filled = panel.stat.colourMode.startsWith("background");
  return (
    <dl className="stats" data-testid={`panel-${panel.id}-value`}>
      {data.series
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((series) => {
          const shown = displayValue(panel.field, lastValue(series.values));
          const style = { "--tone": `var(${grafanaColour(shown.colour)})` } as CSSProperties;
          return (
            <div key={series.name} className={filled ? "stat stat-filled" : "stat"} style={style}>
              <dt>{series.name}</dt>
              <dd>
                {shown.text}
                {shown.unit === "" ? null : <small> {shown.unit}</small>}
              </dd>
            </div>
          );
        })}
    </dl>
  );
}

export function StatPanel({ panel, resource }: StatPanelProps): ReactElement {
  const { value: data, failure, retry } = resource;
  const body =
    data === undefined ? (
      failure === undefined ? (
        <div className="panel-skeleton">
          <Skeleton height="100%" />
        </div>
      ) : (
        <FailureNotice failure={failure} retry={retry} />
      )
    ) : data.series.length === 0 ? (
      <EmptyNotice title="Nothing measured yet">
        No series matches now. It fills once the gateway is up and scraped.
      </EmptyNotice>
    ) : (
      <StatTiles panel={panel} data={data} />
    );
  return (
    <PanelFrame panel={panel} resource={resource}>
      {body}
    </PanelFrame>
  );
}
