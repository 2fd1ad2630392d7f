import type { Trace } from "./trace.ts";
import { traceTree } from "./trace-tree.ts";

export interface TraceSummary {
  readonly traceId: string;
  readonly rootName: string;
  readonly rootService: string;
  /** Unix epoch, microseconds. */
  readonly startMicros: number;
  /** From the first start to the last end of any span. */
  readonly durationMicros: number;
  readonly spanCount: number;
  readonly failedCount: number;
  readonly services: readonly { readonly name: string; readonly spanCount: number }[];
}

/** Undefined for a trace without spans. */
export function summarizeTrace(trace: Trace): TraceSummary | undefined {
  const root = traceTree(trace)[0]?.span;
  if (root === undefined) return undefined;
  const counts = new Map<string, number>();
  let startMicros = root.startMicros;
  let endMicros = root.startMicros;
  let failedCount = 0;
  for (const span of trace.spans) {
    counts.set(span.service, (counts.get(span.service) ?? 0) + 1);
    startMicros = Math.min(startMicros, span.startMicros);
    endMicros = Math.max(endMicros, span.startMicros + span.durationMicros);
    if (span.failed) failedCount += 1;
  }
  return {
    traceId: trace.traceId,
    rootName: root.name,
    rootService: root.service,
    startMicros,
    durationMicros: endMicros - startMicros,
    spanCount: trace.spans.length,
    failedCount,
    services: [...counts].map(([name, spanCount]) => ({ name, spanCount })),
  };
}
