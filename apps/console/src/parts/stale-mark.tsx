import type { ReactElement } from "react";
import type { Resource } from "../http/resource.ts";
import { formatClock } from "../time/format-time.ts";
import { failureText, failureTitle } from "./failure-text.ts";
import "./notice.css";

/** Shown beside data that a failed refresh left as it was: since when, why, and a click tries again. */
export function StaleMark({ resource }: { readonly resource: Resource<unknown> }): ReactElement | null {
  const { value, failure, loadedAtMillis, retry } = resource;
  if (value === undefined || failure === undefined || loadedAtMillis === undefined) return null;
  const why = `${failureTitle(failure)}: ${failureText(failure)}. Shown as of ${formatClock(loadedAtMillis)}; click to try again.`;
  return (
    <button type="button" className="stale" title={why} aria-label={why} onClick={retry} data-testid="stale">
      as of {formatClock(loadedAtMillis)}
    </button>
  );
}
