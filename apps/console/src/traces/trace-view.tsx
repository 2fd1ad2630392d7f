import { type ReactElement, useEffect, useMemo, useState } from "react";
import { useResource } from "../http/resource.ts";
import { findTrace } from "../jaeger/jaeger-api.ts";
import type { Trace } from "../jaeger/trace.ts";
import { summarizeTrace } from "../jaeger/trace-summary.ts";
import { EmptyNotice, FailureNotice } from "../parts/notice.tsx";
import { Skeleton, SkeletonRows } from "../parts/skeleton.tsx";
import { useDocumentTitle } from "../shell/document-title.ts";
import { Icon } from "../shell/icon.tsx";
import { formatDuration } from "../time/format-duration.ts";
import { formatDateTime } from "../time/format-time.ts";
import { ViewLink } from "../time/view-link.tsx";
import { CategoryLegend } from "./category-legend.tsx";
import { TraceLogsLink } from "./trace-logs-link.tsx";
import { Waterfall } from "./waterfall.tsx";
import "./trace.css";

function TraceHeading({ trace }: { readonly trace: Trace }): ReactElement | null {
  const summary = summarizeTrace(trace);
  if (summary === undefined) return null;
  return (
    <div className="card trace-heading">
      <div className="trace-heading-title">
        <ViewLink path="/traces" className="back" aria-label="Back to the search" title="Back to the search">
          <Icon name="left" />
        </ViewLink>
        <h1>{summary.rootName}</h1>
        {summary.failedCount > 0 ? (
          <span className="mark-bad">
            <Icon name="alert" />
            {summary.failedCount} failed
          </span>
        ) : null}
        <TraceLogsLink
          service={summary.rootService}
          traceId={trace.traceId}
          startMicros={summary.startMicros}
          className="button"
          testId="trace-logs-link"
        >
          Logs of this trace
        </TraceLogsLink>
      </div>
      <dl className="facts">
        <div>
          <dt>Duration</dt>
          <dd>{formatDuration(summary.durationMicros)}</dd>
        </div>
        <div>
          <dt>Spans</dt>
          <dd>{summary.spanCount}</dd>
        </div>
        <div>
          <dt>{summary.services.length === 1 ? "Service" : "Services"}</dt>
          <dd>{summary.services.map((service) => service.name).join(", ")}</dd>
        </div>
        <div>
          <dt>Started</dt>
          <dd>{formatDateTime(summary.startMicros / 1_000)}</dd>
        </div>
        <div>
          <dt>Trace</dt>
          <dd className="mono">{trace.traceId}</dd>
        </div>
      </dl>
      <CategoryLegend trace={trace} />
    </div>
  );
}

/** A log line arrives before its trace, which waits for the request's end and for the exporter's next batch. */
const arrivalPollMillis = 2_000;
const mostArrivalPolls = 15;

/** One trace as a waterfall. */
export function TraceView({ traceId }: { readonly traceId: string }): ReactElement {
  useDocumentTitle(`Trace ${traceId.slice(0, 8)}`);
  const [polls, setPolls] = useState(0);
  const found = useResource(traceId, { question: "", tick: polls }, (signal) => findTrace(traceId, signal));
  const trace = useMemo(() => found.value?.find((candidate) => candidate.spans.length > 0), [found.value]);
  const absent = trace === undefined && (found.value !== undefined || found.failure?.status === 404);
  useEffect(() => {
    if (!absent || polls >= mostArrivalPolls) return undefined;
    const timer = setTimeout(() => setPolls(polls + 1), arrivalPollMillis);
    return () => clearTimeout(timer);
  }, [absent, polls]);
  if (trace !== undefined) {
    return (
      <div className="traces">
        <TraceHeading trace={trace} />
        <Waterfall trace={trace} />
      </div>
    );
  }
  if (absent) {
    return (
      <EmptyNotice title="This trace is not in the store" tall>
        <span className="mono">{traceId}</span> was not kept, is older than the retention, or has not arrived
        yet{polls < mostArrivalPolls ? "; looking again by itself" : ""}.{" "}
        <button type="button" className="button" onClick={found.retry}>
          Look again
        </button>
      </EmptyNotice>
    );
  }
  if (found.failure !== undefined) return <FailureNotice failure={found.failure} retry={found.retry} tall />;
  return (
    <div className="traces" role="status" aria-label="Loading the trace">
      <div className="card trace-heading">
        <Skeleton height={24} width="40%" />
        <Skeleton height={40} width="70%" />
      </div>
      <div className="card">
        <SkeletonRows count={10} height={22} />
      </div>
    </div>
  );
}
