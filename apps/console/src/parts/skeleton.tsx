import type { CSSProperties, ReactElement } from "react";
import "./notice.css";

interface SkeletonProps {
  readonly height: CSSProperties["height"];
  readonly width?: CSSProperties["width"];
}

/** Holds the place of something that is loading. The text for screen readers is the caller's: one for a whole view. */
export function Skeleton({ height, width = "100%" }: SkeletonProps): ReactElement {
  return <div className="skeleton" aria-hidden="true" style={{ height, width }} />;
}

/** Rows of a list that is loading. */
export function SkeletonRows({
  count,
  height,
}: {
  readonly count: number;
  readonly height: number;
}): ReactElement {
  return (
    <div role="status" aria-label="Loading" style={{ display: "grid", gap: 6, padding: 12 }}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same and never move
        <Skeleton key={index} height={height} width={`${96 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  );
}
