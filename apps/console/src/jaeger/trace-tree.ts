import type { Span, Trace } from "./trace.ts";

/** One row of a waterfall. */
export interface SpanNode {
  readonly span: Span;
  readonly depth: number;
  readonly childCount: number;
  /** Spans under this one, at any depth. */
  readonly descendantCount: number;
  readonly parentSpanId: string | undefined;
  /** The span names a parent that the trace does not hold: it has not arrived, or was not kept. */
  readonly parentMissing: boolean;
}

/**
 * The trace's spans, parents before children and siblings by start. A span whose parent is missing stands as a root; a
 * cycle of parents, which only a broken client makes, is cut at its earliest span, so every span appears exactly once.
 */
export function traceTree(trace: Trace): readonly SpanNode[] {
  const spans = [...trace.spans].sort((a, b) => a.startMicros - b.startMicros);
  const ids = new Set(spans.map((span) => span.spanId));
  const children = new Map<string, Span[]>();
  for (const span of spans) {
    const siblings = children.get(span.parentSpanId);
    if (siblings === undefined) children.set(span.parentSpanId, [span]);
    else siblings.push(span);
  }
  const rows: SpanNode[] = [];
  const seen = new Set<Span>();

  const place = (root: Span, rootDepth: number): void => {
    const stack: { readonly span: Span; readonly depth: number }[] = [{ span: root, depth: rootDepth }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { span, depth } = next;
      if (seen.has(span)) continue;
      seen.add(span);
      const under = (children.get(span.spanId) ?? []).filter((child) => !seen.has(child));
      const isRoot = depth === 0;
      rows.push({
        span,
        depth,
        childCount: under.length,
        descendantCount: 0,
        parentSpanId: isRoot ? undefined : span.parentSpanId,
        parentMissing: isRoot && span.parentSpanId !== "",
      });
      for (const child of under.toReversed()) stack.push({ span: child, depth: depth + 1 });
    }
  };

  for (const span of spans) if (span.parentSpanId === "" || !ids.has(span.parentSpanId)) place(span, 0);
  for (const span of spans) if (!seen.has(span)) place(span, 0);
  return withDescendants(rows);
}

function withDescendants(rows: readonly SpanNode[]): readonly SpanNode[] {
  const counts = rows.map(() => 0);
  const open: number[] = [];
  rows.forEach((row, index) => {
    open.length = row.depth;
    for (const ancestor of open) counts[ancestor] = (counts[ancestor] ?? 0) + 1;
    open.push(index);
  });
  return rows.map((row, index) => ({ ...row, descendantCount: counts[index] ?? 0 }));
}

/** The rows left when everything under the collapsed spans is hidden. */
export function visibleRows(rows: readonly SpanNode[], collapsed: ReadonlySet<string>): readonly SpanNode[] {
  const visible: SpanNode[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.depth > hiddenBelow) continue;
    hiddenBelow = collapsed.has(row.span.spanId) ? row.depth : Number.POSITIVE_INFINITY;
    visible.push(row);
  }
  return visible;
}
