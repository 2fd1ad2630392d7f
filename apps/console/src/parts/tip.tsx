import { type ReactElement, type ReactNode, useId } from "react";
import { Icon } from "../shell/icon.tsx";
import "./tip.css";

/** An explanation that shows while its mark is pointed at or has the focus. */
export function Tip({
  about,
  children,
}: {
  readonly about: string;
  readonly children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <span className="tip">
      <button type="button" className="tip-mark" aria-label={`About ${about}`} aria-describedby={id}>
        <Icon name="info" />
      </button>
      <span className="tip-text" role="tooltip" id={id}>
        {children}
      </span>
    </span>
  );
}
