import type { ReactElement, ReactNode } from "react";
import type { RequestFailure } from "../http/request.ts";
import { failureText, failureTitle } from "./failure-text.ts";
import "./notice.css";

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly tall?: boolean;
}

/** Says why there is nothing here and what to do. */
export function EmptyNotice({ title, children, tall = false }: NoticeProps): ReactElement {
  return (
    <div className={tall ? "notice notice-tall" : "notice"} data-testid="empty">
      <p className="notice-title">{title}</p>
      {children === undefined ? null : <div className="notice-body">{children}</div>}
    </div>
  );
}

interface FailureNoticeProps {
  readonly failure: RequestFailure;
  readonly retry: () => void;
  readonly tall?: boolean;
}

/** Says what failed, with a way to try again. */
export function FailureNotice({ failure, retry, tall = false }: FailureNoticeProps): ReactElement {
  return (
    <div className={`notice notice-error${tall ? " notice-tall" : ""}`} role="alert" data-testid="failure">
      <p className="notice-title">{failureTitle(failure)}</p>
      <p className="notice-body">{failureText(failure)}</p>
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
