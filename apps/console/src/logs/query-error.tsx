import type { ReactElement } from "react";
import type { RequestFailure } from "../http/request.ts";
import { errorPosition } from "../loki/error-position.ts";
import { failureText, failureTitle } from "../parts/failure-text.ts";

interface QueryErrorProps {
  readonly failure: RequestFailure;
  readonly query: string;
  readonly retry: () => void;
}

/** What is wrong with a query, and where in it. */
export function QueryError({ failure, query, retry }: QueryErrorProps): ReactElement {
  const position = failure.kind === "refused" ? errorPosition(failure.detail, query) : undefined;
  return (
    <div className="query-error" role="alert" data-testid="failure">
      <p className="query-error-title">{failureTitle(failure)}</p>
      <p>{failureText(failure)}</p>
      {position === undefined ? null : (
        <pre data-testid="query-error-position">
          {query.slice(0, position.offset)}
          <mark>{query.slice(position.offset, position.offset + 1) || " "}</mark>
          {query.slice(position.offset + 1)}
        </pre>
      )}
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
