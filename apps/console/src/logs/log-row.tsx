import { Fragment, type MemoExoticComponent, memo, type ReactElement } from "react";
import type { LogLine } from "../loki/log-line.ts";
import { RedactedText } from "../parts/redacted-text.tsx";
import { formatClockMillis, formatDateTime } from "../time/format-time.ts";
import { ViewLink } from "../time/view-link.tsx";
import { inlineFields } from "./inline-fields.ts";
import { LogDetails } from "./log-details.tsx";

interface LogRowProps {
  readonly line: LogLine;
  readonly expanded: boolean;
  readonly onToggle: (key: string) => void;
}

function Row({ line, expanded, onToggle }: LogRowProps): ReactElement {
  return (
    <li className={`log-row level-${line.level}`} data-testid="log-row" data-level={line.level}>
      <div className="log-line">
        <button
          type="button"
          className="log-summary"
          aria-expanded={expanded}
          onClick={() => onToggle(line.key)}
        >
          <time dateTime={new Date(line.unixMillis).toISOString()} title={formatDateTime(line.unixMillis)}>
            {formatClockMillis(line.unixMillis)}
          </time>
          <span className="log-level">{line.level === "unknown" ? "–" : line.level}</span>
          <span className="log-text">
            <span className="log-message">
              <RedactedText text={line.message} />
            </span>
            {inlineFields(line.fields).map((field) => (
              <Fragment key={field.name}>
                {" "}
                <span className="log-field">
                  <span>{field.name}=</span>
                  <RedactedText text={field.text} />
                </span>
              </Fragment>
            ))}
          </span>
        </button>
        {line.traceId === undefined ? null : (
          <ViewLink
            path={`/traces/${line.traceId}`}
            className="log-trace"
            title={`Open trace ${line.traceId}`}
            data-testid="log-trace-link"
          >
            trace
          </ViewLink>
        )}
      </div>
      {expanded ? <LogDetails line={line} /> : null}
    </li>
  );
}

/** One line, which opens into its fields. Drawn again only when itself changes: the list may hold thousands. */
export const LogRow: MemoExoticComponent<typeof Row> = memo(Row);
