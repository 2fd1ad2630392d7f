import { type KeyboardEvent, type ReactElement, useMemo, useRef, useState } from "react";
import type { Trace } from "../jaeger/trace.ts";
import { summarizeTrace } from "../jaeger/trace-summary.ts";
import { traceTree, visibleRows } from "../jaeger/trace-tree.ts";
import { formatDuration } from "../time/format-duration.ts";
import { SpanDetails } from "./span-details.tsx";
import { SpanRow } from "./span-row.tsx";
import { type WaterfallState, waterfallKey } from "./waterfall-keys.ts";

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** The trace as a tree beside a time axis. Arrow keys move, fold and unfold; Enter opens a span's details. */
export function Waterfall({ trace }: { readonly trace: Trace }): ReactElement {
  const rows = useMemo(() => traceTree(trace), [trace]);
  const summary = useMemo(() => summarizeTrace(trace), [trace]);
  const [state, setState] = useState<WaterfallState>({ active: 0, collapsed: new Set(), opened: new Set() });
  const tree = useRef<HTMLDivElement>(null);
  const visible = useMemo(() => visibleRows(rows, state.collapsed), [rows, state.collapsed]);
  const startMicros = summary?.startMicros ?? 0;
  const durationMicros = Math.max(1, summary?.durationMicros ?? 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest(".span-details, a") !== null) return;
    const next = waterfallKey(event.key, state, visible);
    if (next === undefined) return;
    event.preventDefault();
    setState(next);
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[next.active]?.focus();
  };
  const toggle = (set: "collapsed" | "opened", spanId: string, index: number) =>
    setState((before) => {
      const changed = new Set(before[set]);
      if (!changed.delete(spanId)) changed.add(spanId);
      return { ...before, [set]: changed, active: index };
    });

  return (
    <section className="card waterfall" aria-label="Waterfall">
      <div className="waterfall-axis" aria-hidden="true">
        <span>Service and operation</span>
        <div className="waterfall-ticks">
          {ticks.map((tick) => (
            <span key={tick} style={{ left: `${tick * 100}%` }}>
              {formatDuration(durationMicros * tick)}
            </span>
          ))}
        </div>
      </div>
      <div ref={tree} role="tree" aria-label="Spans" onKeyDown={onKeyDown}>
        {visible.map((row, index) => {
          const isOpen = state.opened.has(row.span.spanId);
          return (
            <div key={row.span.spanId} role="none">
              <SpanRow
                row={row}
                startMicros={startMicros}
                durationMicros={durationMicros}
                collapsed={state.collapsed.has(row.span.spanId)}
                opened={isOpen}
                tabbable={index === Math.min(state.active, visible.length - 1)}
                onFold={() => toggle("collapsed", row.span.spanId, index)}
                onOpen={() => toggle("opened", row.span.spanId, index)}
              />
              {isOpen ? <SpanDetails span={row.span} traceStartMicros={startMicros} /> : null}
            </div>
          );
        })}
      </div>
    </section>
  );
}
