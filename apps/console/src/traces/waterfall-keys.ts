import type { SpanNode } from "../jaeger/trace-tree.ts";

export interface WaterfallState {
  /** Index of the row that has the focus, among the visible ones. */
  readonly active: number;
  readonly collapsed: ReadonlySet<string>;
  readonly opened: ReadonlySet<string>;
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

/** The state after a key, by the tree pattern of the ARIA Authoring Practices; undefined for a key that means nothing here. */
export function waterfallKey(
  key: string,
  state: WaterfallState,
  visible: readonly SpanNode[],
): WaterfallState | undefined {
  const row = visible[state.active];
  if (row === undefined) return undefined;
  const { spanId } = row.span;
  const last = visible.length - 1;
  const isCollapsed = state.collapsed.has(spanId);
  switch (key) {
    case "ArrowDown":
      return { ...state, active: Math.min(last, state.active + 1) };
    case "ArrowUp":
      return { ...state, active: Math.max(0, state.active - 1) };
    case "Home":
      return { ...state, active: 0 };
    case "End":
      return { ...state, active: last };
    case "ArrowRight":
      if (row.childCount === 0) return state;
      if (isCollapsed) return { ...state, collapsed: toggled(state.collapsed, spanId) };
      return { ...state, active: Math.min(last, state.active + 1) };
    case "ArrowLeft": {
      if (row.childCount > 0 && !isCollapsed)
        return { ...state, collapsed: toggled(state.collapsed, spanId) };
      const parent = visible.findIndex((other) => other.span.spanId === row.parentSpanId);
      return parent < 0 ? state : { ...state, active: parent };
    }
    case "Enter":
    case " ":
      return { ...state, opened: toggled(state.opened, spanId) };
    default:
      return undefined;
  }
}
