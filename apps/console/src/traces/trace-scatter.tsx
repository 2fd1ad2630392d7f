import type { CSSProperties, ReactElement } from "react";
import type { TraceSummary } from "../jaeger/trace-summary.ts";
import { formatDuration } from "../time/format-duration.ts";
import { formatClock } from "../time/format-time.ts";
import type { TimeRange } from "../time/time-range.ts";
import { ViewLink } from "../time/view-link.tsx";

interface TraceScatterProps {
  readonly summaries: readonly TraceSummary[];
  readonly window: TimeRange;
}

/** Each trace as a dot: when, how long (logarithmic), how many spans, failed or not. The list below is its table. */
export function TraceScatter({ summaries, window }: TraceScatterProps): ReactElement {
  const durations = summaries.map((summary) => Math.max(1, summary.durationMicros));
  const low = 10 ** Math.floor(Math.log10(Math.min(...durations)));
  const high = 10 ** Math.max(Math.ceil(Math.log10(Math.max(...durations))), Math.log10(low) + 1);
  const decades = Array.from(
    { length: Math.round(Math.log10(high / low)) + 1 },
    (_, index) => low * 10 ** index,
  );
  const heightOf = (micros: number) =>
    (Math.log10(Math.max(low, micros) / low) / Math.log10(high / low)) * 100;
  const spanMicros = (window.toSeconds - window.fromSeconds) * 1e6;
  return (
    <div className="scatter" aria-hidden="true">
      <div className="scatter-plot">
        {decades.map((decade) => (
          <span key={decade} className="scatter-line" style={{ bottom: `${heightOf(decade)}%` }}>
            {formatDuration(decade).replace(/\.0+\b/, "")}
          </span>
        ))}
        {summaries.map((summary) => {
          const left = ((summary.startMicros - window.fromSeconds * 1e6) / spanMicros) * 100;
          const style: CSSProperties = {
            left: `${Math.min(100, Math.max(0, left))}%`,
            bottom: `${heightOf(summary.durationMicros)}%`,
            width: `${7 + Math.min(11, Math.sqrt(summary.spanCount) * 1.6)}px`,
          };
          return (
            <ViewLink
              key={summary.traceId}
              path={`/traces/${summary.traceId}`}
              className={summary.failedCount > 0 ? "scatter-dot scatter-failed" : "scatter-dot"}
              tabIndex={-1}
              style={style}
              title={`${summary.rootName}: ${formatDuration(summary.durationMicros)}, ${summary.spanCount} spans`}
            >
              {""}
            </ViewLink>
          );
        })}
      </div>
      <div className="scatter-axis">
        <span>{formatClock(window.fromSeconds * 1_000)}</span>
        <span>{formatClock(window.toSeconds * 1_000)}</span>
      </div>
    </div>
  );
}
