import type { ReactElement } from "react";
import type { Span, Tag } from "../jaeger/trace.ts";
import { RedactedText } from "../parts/redacted-text.tsx";
import { formatDuration } from "../time/format-duration.ts";
import { ViewLink } from "../time/view-link.tsx";
import { TraceLogsLink } from "./trace-logs-link.tsx";

/** Tags that Jaeger adds for what the heading already says. */
const shownAbove: ReadonlySet<string> = new Set([
  "span.kind",
  "error",
  "otel.status_code",
  "otel.status_description",
  "internal.span.format",
]);

function TagTable({
  title,
  tags,
}: {
  readonly title: string;
  readonly tags: readonly Tag[];
}): ReactElement | null {
  if (tags.length === 0) return null;
  return (
    <table className="fields">
      <caption>{title}</caption>
      <tbody>
        {tags.map((tag, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a key may repeat, and the tags of a span never change
          <tr key={index}>
            <th scope="row">{tag.key}</th>
            <td>
              <RedactedText text={String(tag.value)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SpanDetailsProps {
  readonly span: Span;
  readonly traceStartMicros: number;
}

/** Everything the span says: status, attributes, events, links, resource. */
export function SpanDetails({ span, traceStartMicros }: SpanDetailsProps): ReactElement {
  return (
    <section
      className={`span-details category-${span.category}`}
      aria-label={`Details of ${span.name}`}
      data-testid="span-details"
    >
      <dl className="facts">
        <div>
          <dt>Status</dt>
          <dd className={span.failed ? "mark-bad" : ""}>{span.failed ? "Failed" : "No error"}</dd>
        </div>
        <div>
          <dt>Kind</dt>
          <dd>{span.kind}</dd>
        </div>
        <div>
          <dt>Service</dt>
          <dd>{span.service}</dd>
        </div>
        <div>
          <dt>Began after</dt>
          <dd>{formatDuration(span.startMicros - traceStartMicros)}</dd>
        </div>
        <div>
          <dt>Duration</dt>
          <dd>{formatDuration(span.durationMicros)}</dd>
        </div>
        <div>
          <dt>Span</dt>
          <dd className="mono">{span.spanId}</dd>
        </div>
        <TraceLogsLink service={span.service} traceId={span.traceId} startMicros={traceStartMicros}>
          Logs of this trace from {span.service}
        </TraceLogsLink>
      </dl>
      {span.statusMessage === "" ? null : (
        <p className="span-status">
          <RedactedText text={span.statusMessage} />
        </p>
      )}
      <div className="span-tables">
        <div>
          <TagTable title="Attributes" tags={span.attributes.filter((tag) => !shownAbove.has(tag.key))} />
          {span.events.map((event, index) => (
            <TagTable
              // biome-ignore lint/suspicious/noArrayIndexKey: the events of a span never change
              key={index}
              title={`Event ${event.name}, after ${formatDuration(event.timeMicros - span.startMicros)}`}
              tags={event.attributes}
            />
          ))}
        </div>
        <div>
          <TagTable title="Resource" tags={span.resource} />
          {span.links.map((link) => (
            <p key={link.spanId} className="span-link">
              Linked to <ViewLink path={`/traces/${link.traceId}`}>{link.traceId.slice(0, 8)}…</ViewLink>
            </p>
          ))}
        </div>
      </div>
    </section>
  );
}
