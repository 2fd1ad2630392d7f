import {
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  type Tracer,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import { userIdAttribute } from "../user-attribute.ts";
import { LeanSpan, type Scope, type SpanParent, type SpanSink, toMonotonicMillis } from "./lean-span.ts";
import { requestStateOf } from "./request-context.ts";
import type { SpanTemplate } from "./span-template.ts";
import { isTracingSuppressed } from "./suppression.ts";
import { wordOfHex } from "./trace-ids.ts";

const ownScope: Scope = { name: "@voiceassist/telemetry", version: undefined };
const notRecorded: Span = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
const noParent: SpanParent = { local: undefined, remote: undefined };
/** Scopes of other libraries that are remembered; a library has one tracer for each. */
const scopesLimit = 100;

type ActiveWork = (span: Span) => unknown;

/** The library's own tracer: what OpenTelemetry's API offers, and spans from templates. */
export interface LeanTracer extends Tracer {
  startFromTemplate(template: SpanTemplate, parent?: Context): Span;
  /** The server span of a request, under what the caller's `traceparent` names. */
  startRequest(template: SpanTemplate, remote: SpanParent["remote"], startedMillis: number): LeanSpan;
}

/** Makes spans for every library that uses OpenTelemetry's API. Ended spans go to the sink. */
export function createTracerProvider(sink: SpanSink): TracerProvider & { readonly own: LeanTracer } {
  const tracers = new Map<string, LeanTracer>();
  const own = createTracer(ownScope, sink);
  return {
    own,
    getTracer(name, version) {
      const key = `${name}@${version ?? ""}`;
      let tracer = tracers.get(key);
      if (tracer === undefined) {
        tracer = createTracer({ name, version }, sink);
        if (tracers.size < scopesLimit) tracers.set(key, tracer);
      }
      return tracer;
    },
  };
}

function createTracer(scope: Scope, sink: SpanSink): LeanTracer {
  const start = (
    name: string,
    kind: SpanKind,
    template: SpanTemplate | undefined,
    current: Context,
    options?: SpanOptions,
  ): Span => {
    if (isTracingSuppressed(current)) return notRecorded;
    const startedMillis =
      options?.startTime === undefined ? performance.now() : toMonotonicMillis(options.startTime);
    const parent = options?.root === true ? noParent : parentOf(trace.getSpan(current));
    const span = new LeanSpan(sink, parent, { name, kind, scope, template, startedMillis });
    const userId = requestStateOf(current)?.userIdOfSpans;
    if (userId !== undefined) span.setAttribute(userIdAttribute, userId);
    if (options?.attributes !== undefined) span.setAttributes(options.attributes);
    if (options?.links !== undefined) span.addLinks(options.links);
    return span;
  };

  const startSpan: Tracer["startSpan"] = (name, options, current = context.active()) =>
    start(String(name), options?.kind ?? SpanKind.INTERNAL, undefined, current, options);

  return {
    startSpan,
    // The API's overloads: work alone, options and work, or options, context and work.
    startActiveSpan<Work extends ActiveWork>(
      name: string,
      optionsOrWork: SpanOptions | Work,
      contextOrWork?: Context | Work,
      givenWork?: Work,
    ): ReturnType<Work> {
      const given = [optionsOrWork, contextOrWork, givenWork];
      const work = given.find((part) => typeof part === "function") as (span: Span) => ReturnType<Work>;
      const options = typeof optionsOrWork === "function" ? {} : optionsOrWork;
      const parent =
        contextOrWork === undefined || typeof contextOrWork === "function" ? context.active() : contextOrWork;
      const span = startSpan(name, options, parent);
      return context.with(trace.setSpan(parent, span), work, undefined, span);
    },
    startFromTemplate: (template, current = context.active()) =>
      start(template.name, template.kind, template, current),
    startRequest: (template, remote, startedMillis) =>
      new LeanSpan(sink, remote === undefined ? noParent : { local: undefined, remote }, {
        name: template.name,
        kind: template.kind,
        scope,
        template,
        startedMillis,
      }),
  };
}

function parentOf(span: Span | undefined): SpanParent {
  if (span instanceof LeanSpan) return { local: span, remote: undefined };
  const given = span?.spanContext();
  if (given === undefined || !isSpanContextValid(given)) return noParent;
  return { local: undefined, remote: wordsOf(given) };
}

export function wordsOf({ traceId, spanId }: SpanContext): NonNullable<SpanParent["remote"]> {
  return [
    wordOfHex(traceId, 0),
    wordOfHex(traceId, 1),
    wordOfHex(traceId, 2),
    wordOfHex(traceId, 3),
    wordOfHex(spanId, 0),
    wordOfHex(spanId, 1),
  ];
}
