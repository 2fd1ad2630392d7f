import type { ReactElement } from "react";
import { decodeDashboard } from "../grafana/decode-dashboard.ts";
import { requestJson } from "../http/request.ts";
import { loadOnce, useResource } from "../http/resource.ts";
import { EmptyNotice, FailureNotice } from "../parts/notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { useDocumentTitle } from "../shell/document-title.ts";
import { DashboardPanel } from "./dashboard-panel.tsx";
import { loadingPlaces } from "./loading-places.ts";
import "./overview.css";

const dashboardPath = "/api/dashboards/uid/voiceassist-overview";

/** The dashboard of the Grafana file, drawn by the console. */
export function OverviewView(): ReactElement {
  useDocumentTitle("Overview");
  const dashboard = useResource("dashboard", loadOnce, (signal) =>
    requestJson(dashboardPath, decodeDashboard, signal),
  );
  const { value, failure, retry } = dashboard;
  if (value === undefined) {
    return failure === undefined ? (
      <div role="status" aria-label="Loading the dashboard">
        <div className="view-heading">
          <Skeleton height={23} width={260} />
        </div>
        <div className="grid">
          {loadingPlaces.map((place) => (
            <div key={`${place["--x"]}-${place["--y"]}`} className="card panel panel-waiting" style={place}>
              <Skeleton height={16} width={130} />
              <Skeleton height="100%" />
            </div>
          ))}
        </div>
      </div>
    ) : (
      <FailureNotice failure={failure} retry={retry} tall />
    );
  }
  return (
    <>
      <div className="view-heading">
        <h1>{value.title}</h1>
        <p>{value.description}</p>
      </div>
      {value.panels.length === 0 ? (
        <EmptyNotice title="This dashboard has no panels" tall>
          Add some to voiceassist-overview.json.
        </EmptyNotice>
      ) : (
        <div className="grid">
          {value.panels.map((panel) => (
            <DashboardPanel key={panel.id} panel={panel} />
          ))}
        </div>
      )}
    </>
  );
}
