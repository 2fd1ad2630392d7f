import type { CSSProperties, ReactElement } from "react";
import { categoryTitles } from "../jaeger/span-category.ts";
import type { SpanNode } from "../jaeger/trace-tree.ts";
import { Icon } from "../shell/icon.tsx";
import { formatDuration } from "../time/format-duration.ts";

interface SpanRowProps {
  readonly row: SpanNode;
  readonly startMicros: number;
  readonly durationMicros: number;
  readonly collapsed: boolean;
  readonly opened: boolean;
  /** The one row of the tree that the tab key reaches. */
  readonly tabbable: boolean;
  readonly onFold: () => void;
  readonly onOpen: () => void;
}

export function SpanRow(props: SpanRowProps): ReactElement {
  const { row, startMicros, durationMicros, collapsed, opened, tabbable, onFold, onOpen } = props;
  const { span, depth, childCount, descendantCount } = row;
  const from = (span.startMicros - startMicros) / durationMicros;
  const share = span.durationMicros / durationMicros;
  const bar = { left: `${from * 100}%`, width: `${share * 100}%` } as CSSProperties;
  const label = { left: `${(from + share) * 100}%` };
  const state = span.failed ? ", failed" : "";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around the rows takes the keys
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={childCount > 0 ? !collapsed : undefined}
      aria-selected={opened}
      aria-label={`${span.name}, ${categoryTitles[span.category]}, ${span.service}, ${formatDuration(span.durationMicros)}${state}`}
      tabIndex={tabbable ? 0 : -1}
      className={`span-row category-${span.category}${span.failed ? " span-failed" : ""}${opened ? " span-opened" : ""}`}
      style={{ "--depth": depth } as CSSProperties}
      onClick={onOpen}
      data-testid="span-row"
      data-category={span.category}
    >
      <div className="span-title">
        {childCount > 0 ? (
          <button
            type="button"
            className="span-fold"
            tabIndex={-1}
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation();
              onFold();
            }}
          >
            <Icon name={collapsed ? "right" : "down"} />
          </button>
        ) : (
          <span className="span-fold" />
        )}
        <span className="span-mark" />
        {span.failed ? (
          <span className="mark-bad">
            <Icon name="alert" />
          </span>
        ) : null}
        <span className="span-name">{span.name}</span>
        {depth === 0 ? <span className="quiet">{span.service}</span> : null}
        {row.parentMissing ? (
          <span className="span-note" title="The span names a parent that is not in the store">
            parent missing
          </span>
        ) : null}
        {collapsed ? <span className="span-note">+{descendantCount}</span> : null}
      </div>
      <div className="span-lane">
        <div className="span-bar" style={bar} />
        <span className="span-duration" style={label}>
          {formatDuration(span.durationMicros)}
        </span>
      </div>
    </div>
  );
}
