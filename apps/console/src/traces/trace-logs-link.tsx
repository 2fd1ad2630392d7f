import type { ReactElement, ReactNode } from "react";
import { rangeCovering } from "../time/time-range.ts";
import { ViewLink } from "../time/view-link.tsx";
import { useViewTime } from "../time/view-time.tsx";
import { traceLogsQuery } from "./trace-logs-query.ts";

interface TraceLogsLinkProps {
  readonly service: string;
  readonly traceId: string;
  /** Unix epoch, microseconds: the logs' range reaches back to it. */
  readonly startMicros: number;
  readonly className?: string;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** From a trace to the lines that one service wrote in it. */
export function TraceLogsLink(props: TraceLogsLinkProps): ReactElement {
  const { service, traceId, startMicros, className, testId, children } = props;
  const { range, window } = useViewTime();
  const query = {
    query: traceLogsQuery(service, traceId),
    range: rangeCovering(startMicros / 1e6, window.toSeconds, range),
  };
  return (
    <ViewLink
      path="/logs"
      query={query}
      {...(className === undefined ? {} : { className })}
      {...(testId === undefined ? {} : { "data-testid": testId })}
    >
      {children}
    </ViewLink>
  );
}
