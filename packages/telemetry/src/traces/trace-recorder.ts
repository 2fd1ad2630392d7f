import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Counter, Histogram, Metrics } from "../metrics.ts";
import type { LeanSpan, SpanSink } from "./lean-span.ts";
import { type KeepReason, Sampler, type SamplingDecision } from "./sampler.ts";

const millisPerSecond = 1_000;
const spanSeconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10];
/** Spans of one trace that wait for its decision. */
const waitingSpansLimit = 1_000;
/** A trace that takes longer is decided while it runs, so that little is lost when the process is killed. */
const decisionDelayMillis = 1_000;

const kinds: Readonly<Record<SpanKind, string>> = {
  [SpanKind.INTERNAL]: "SPAN_KIND_INTERNAL",
  [SpanKind.SERVER]: "SPAN_KIND_SERVER",
  [SpanKind.CLIENT]: "SPAN_KIND_CLIENT",
  [SpanKind.PRODUCER]: "SPAN_KIND_PRODUCER",
  [SpanKind.CONSUMER]: "SPAN_KIND_CONSUMER",
};
const statusCodes: Readonly<Record<SpanStatusCode, string>> = {
  [SpanStatusCode.UNSET]: "STATUS_CODE_UNSET",
  [SpanStatusCode.OK]: "STATUS_CODE_OK",
  [SpanStatusCode.ERROR]: "STATUS_CODE_ERROR",
};
const reasons: readonly KeepReason[] = ["error", "security", "slow", "rare", "ordinary"];

export interface TraceRecorderOptions {
  readonly spansPerSecond: number;
  readonly metrics: Metrics;
  /** Takes a span of a kept trace. */
  readonly write: (span: LeanSpan) => void;
}

interface TraceMetrics {
  readonly calls: Counter<"span_name" | "span_kind" | "status_code">;
  readonly duration: Histogram<"span_name" | "span_kind" | "status_code">;
  readonly traces: Counter<"decision">;
  readonly droppedSpans: Counter<"reason">;
}

/** Measures every ended span, decides about its trace when that has ended, and hands on the spans of kept traces. */
export function createTraceRecorder({ spansPerSecond, metrics, write }: TraceRecorderOptions): SpanSink {
  const sampler = new Sampler(spansPerSecond);
  const { calls, duration, traces, droppedSpans } = defineTraceMetrics(metrics);
  const kept = new Map(reasons.map((reason) => [reason, traces.with({ decision: reason })]));
  const notKept = traces.with({ decision: "dropped" });

  const decide = (root: LeanSpan, durationMillis: number): SamplingDecision => {
    const decision = sampler.decide(
      {
        name: root.name,
        durationMillis,
        failed: root.failed,
        isSecurityEvent: root.isSecurityEvent,
        spanCount: 1 + (root.waiting?.length ?? 0),
        random: root.traceWord3,
      },
      root.startedMillis + durationMillis,
    );
    root.decision = decision;
    if (decision.kept) kept.get(decision.reason)?.add();
    else notKept.add();
    if (decision.kept) for (const span of root.waiting ?? []) write(span);
    root.waiting = undefined;
    return decision;
  };

  const wait = (root: LeanSpan, span: LeanSpan): void => {
    root.waiting ??= [];
    if (root.waiting.length < waitingSpansLimit) root.waiting.push(span);
    else droppedSpans.add({ reason: "trace_too_long" });
    const durationMillis = span.endedMillis - root.startedMillis;
    if (durationMillis > decisionDelayMillis) decide(root, durationMillis);
  };

  return (span) => {
    const labels = {
      span_name: span.name,
      span_kind: kinds[span.kind],
      status_code: statusCodes[span.statusCode],
    };
    calls.add(labels);
    duration.observe(labels, (span.endedMillis - span.startedMillis) / millisPerSecond);
    const { root } = span;
    if (span !== root && root.decision === undefined) {
      wait(root, span);
      return;
    }
    const decision = root.decision ?? decide(root, span.endedMillis - span.startedMillis);
    if (decision.kept) write(span);
  };
}

function defineTraceMetrics(metrics: Metrics): TraceMetrics {
  return {
    calls: metrics.counter({
      name: "traces_span_metrics_calls_total",
      help: "Ended spans, counted before sampling.",
      labels: ["span_name", "span_kind", "status_code"],
    }),
    duration: metrics.histogram({
      name: "traces_span_metrics_duration_seconds",
      help: "Duration of ended spans, measured before sampling.",
      labels: ["span_name", "span_kind", "status_code"],
      buckets: spanSeconds,
    }),
    traces: metrics.counter({
      name: "telemetry_traces_sampled_total",
      help: "Traces by what sampling decided: why they were kept, or dropped.",
      labels: ["decision"],
    }),
    droppedSpans: metrics.counter({
      name: "telemetry_spans_dropped_total",
      help: "Spans lost: too many in one trace or in the queue, or the trace receiver refused or did not answer.",
      labels: ["reason"],
    }),
  };
}
