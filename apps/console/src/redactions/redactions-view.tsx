import type { ReactElement } from "react";
import { useResource } from "../http/resource.ts";
import { EmptyNotice, FailureNotice } from "../parts/notice.tsx";
import { Skeleton, SkeletonRows } from "../parts/skeleton.tsx";
import { StaleMark } from "../parts/stale-mark.tsx";
import { queryInstant } from "../prometheus/prometheus-api.ts";
import { useDocumentTitle } from "../shell/document-title.ts";
import { rangeTitles } from "../time/time-range.ts";
import { useViewTime } from "../time/view-time.tsx";
import { BoundaryNotes } from "./boundary-notes.tsx";
import { failureType, readRedactionCounts, sumCounts } from "./redaction-counts.ts";
import { RedactionHistoryChart } from "./redaction-history-chart.tsx";
import { RedactionMatrix } from "./redaction-matrix.tsx";
import "./redactions.css";

const number = new Intl.NumberFormat("en-US");

function countsQuery(range: string): string {
  return `sum by (type, signal, boundary) (increase(phi_redactions_total[${range}]))`;
}

/** What was redacted, where and of what type. */
export function RedactionsView(): ReactElement {
  useDocumentTitle("Redactions");
  const { range, loadTime, window } = useViewTime();
  const resource = useResource("counts", loadTime, (signal) =>
    queryInstant("prometheus", countsQuery(range), window.toSeconds, signal),
  );
  const { value, failure, retry } = resource;
  const heading = (
    <div className="view-heading">
      <h1>Redactions</h1>
      <p>Identifiers removed from telemetry, {rangeTitles[range].toLowerCase()}. Counted, never kept.</p>
      <StaleMark resource={resource} />
    </div>
  );
  if (value === undefined) {
    return (
      <>
        {heading}
        {failure === undefined ? (
          <div className="redactions" role="status" aria-label="Loading">
            <Skeleton height={104} />
            <div className="card">
              <SkeletonRows count={11} height={20} />
            </div>
          </div>
        ) : (
          <FailureNotice failure={failure} retry={retry} tall />
        )}
      </>
    );
  }
  const counts = readRedactionCounts(value);
  if (counts.length === 0) {
    return (
      <>
        {heading}
        <EmptyNotice title="No redaction counter has been scraped yet" tall>
          <code>phi_redactions_total</code> appears with the first scrape of the gateway or the observatory.
          Until then this page cannot say whether anything was redacted.
        </EmptyNotice>
      </>
    );
  }
  const failures = sumCounts(counts, { type: failureType });
  return (
    <>
      {heading}
      <div className="redactions">
        {failures > 0 ? (
          <p className="redaction-failures" role="alert">
            Redaction failed {number.format(failures)} times. Those fields were dropped, not passed through;
            find out why.
          </p>
        ) : null}
        <BoundaryNotes counts={counts} />
        <section className="card" aria-labelledby="matrix-title">
          <div className="section-head">
            <h2 id="matrix-title">By type, boundary and signal</h2>
            <span className="quiet">
              {number.format(sumCounts(counts, {}))} in all; about right, because rises between scrapes are
              extrapolated
            </span>
          </div>
          <RedactionMatrix counts={counts} />
        </section>
        <RedactionHistoryChart />
      </div>
    </>
  );
}
