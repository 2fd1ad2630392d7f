import type { ReactElement } from "react";
import type { Panel } from "../grafana/dashboard.ts";
import { useResource } from "../http/resource.ts";
import { EmptyNotice } from "../parts/notice.tsx";
import { useViewTime } from "../time/view-time.tsx";
import { loadPanelData } from "./panel-data.ts";
import { PanelFrame } from "./panel-frame.tsx";
import { StatPanel } from "./stat-panel.tsx";
import { TimeseriesPanel } from "./timeseries-panel.tsx";

/** Draws a panel by its type; a type that is not known says so. */
export function DashboardPanel({ panel }: { readonly panel: Panel }): ReactElement {
  const { loadTime, window } = useViewTime();
  const isKnown = panel.type === "timeseries" || panel.type === "stat";
  const resource = useResource(
    `panel-${panel.id}`,
    loadTime,
    isKnown ? (signal) => loadPanelData(panel, window, signal) : undefined,
  );
  if (panel.type === "timeseries") return <TimeseriesPanel panel={panel} resource={resource} />;
  if (panel.type === "stat") return <StatPanel panel={panel} resource={resource} />;
  return (
    <PanelFrame panel={panel}>
      <EmptyNotice title={`Panels of type “${panel.type}” are not drawn here`}>
        The console draws timeseries and stat. Grafana, on the same dashboard file, draws this one.
      </EmptyNotice>
    </PanelFrame>
  );
}
