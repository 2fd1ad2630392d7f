import type { ReactElement } from "react";
import type { TraceSummary } from "../jaeger/trace-summary.ts";
import { moveFocusByArrow } from "../parts/arrow-focus.ts";
import { Icon } from "../shell/icon.tsx";
import { formatDuration } from "../time/format-duration.ts";
import { formatAgo, formatClockMillis } from "../time/format-time.ts";
import { ViewLink } from "../time/view-link.tsx";

interface TraceResultsProps {
  readonly summaries: readonly TraceSummary[];
  readonly nowMillis: number;
}

/** The traces found, each with its duration as a share of the longest. */
export function TraceResults({ summaries, nowMillis }: TraceResultsProps): ReactElement {
  const longest = Math.max(1, ...summaries.map((summary) => summary.durationMicros));
  return (
    <ol
      className="trace-list"
      aria-label="Traces found"
      onKeyDown={(event) => moveFocusByArrow(event, ".trace-result")}
    >
      {summaries.map((summary) => (
        <li key={summary.traceId}>
          <ViewLink path={`/traces/${summary.traceId}`} className="trace-result" data-testid="trace-result">
            <span className="trace-name">
              <b>{summary.rootName}</b>
              <span className="quiet">
                {summary.services.map((service) => `${service.name} ${service.spanCount}`).join(", ")}
              </span>
            </span>
            <span className="trace-failed">
              {summary.failedCount > 0 ? (
                <span className="mark-bad">
                  <Icon name="alert" />
                  {summary.failedCount} failed
                </span>
              ) : null}
            </span>
            <span className="trace-spans">
              {summary.spanCount} {summary.spanCount === 1 ? "span" : "spans"}
            </span>
            <span className="trace-duration">
              <span className="trace-bar">
                <span style={{ width: `${Math.max(0.5, (summary.durationMicros / longest) * 100)}%` }} />
              </span>
              <span>{formatDuration(summary.durationMicros)}</span>
            </span>
            <span className="trace-start">
              <span>{formatClockMillis(summary.startMicros / 1_000)}</span>
              <span className="quiet">{formatAgo(summary.startMicros / 1_000, nowMillis)}</span>
            </span>
          </ViewLink>
        </li>
      ))}
    </ol>
  );
}
