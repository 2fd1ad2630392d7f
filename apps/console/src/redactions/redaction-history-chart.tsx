import { type ReactElement, useState } from "react";
import { TimeChart } from "../charts/time-chart.tsx";
import { useResource } from "../http/resource.ts";
import { EmptyNotice, FailureNotice } from "../parts/notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { StaleMark } from "../parts/stale-mark.tsx";
import { useViewTime } from "../time/view-time.tsx";
import { type Grouping, groupings, loadRedactionHistory } from "./redaction-history.ts";

export function RedactionHistoryChart(): ReactElement {
  const [grouping, setGrouping] = useState<Grouping>("type");
  const { loadTime, window } = useViewTime();
  const history = useResource(grouping, loadTime, (signal) => loadRedactionHistory(grouping, window, signal));
  const { value, failure, retry } = history;
  return (
    <section className="card history" aria-labelledby="history-title" aria-busy={history.loading}>
      <div className="section-head">
        <h2 id="history-title">Redactions a minute</h2>
        <StaleMark resource={history} />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a row with its buttons */}
        <div className="segments" role="group" aria-label="Lines by">
          {groupings.map((name) => (
            <button
              key={name}
              type="button"
              className="button"
              aria-pressed={name === grouping}
              onClick={() => setGrouping(name)}
            >
              by {name}
            </button>
          ))}
        </div>
      </div>
      <div className="history-body">
        {value === undefined ? (
          failure === undefined ? (
            <div className="panel-skeleton">
              <Skeleton height="100%" />
            </div>
          ) : (
            <FailureNotice failure={failure} retry={retry} />
          )
        ) : value.chart.series.length === 0 ? (
          <EmptyNotice title="Nothing was redacted in this range">
            The rate needs two scrapes of a counter that rises.
          </EmptyNotice>
        ) : (
          <TimeChart
            title="Redactions a minute"
            data={value.chart}
            window={value.window}
            unit="short"
            min={0}
            syncKey="redactions"
          />
        )}
      </div>
    </section>
  );
}
