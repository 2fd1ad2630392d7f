import type { IncomingMessage, ServerResponse } from "node:http";
import { type Context, context, propagation, ROOT_CONTEXT, SpanStatusCode } from "@opentelemetry/api";
import { ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE } from "@opentelemetry/semantic-conventions";
import type { Redactor } from "@voiceassist/phi";
import type { JsonLogger } from "../logs/json-logger.ts";
import { errorType, recordError } from "../recorded-error.ts";
import type { ServiceMetrics } from "../service-metrics.ts";
import type { LeanSpan } from "../traces/lean-span.ts";
import { type LeanTracer, wordsOf } from "../traces/lean-tracer.ts";
import { type BaggageCodec, remoteOf } from "../traces/propagation.ts";
import { RequestContext, type RequestState } from "../traces/request-context.ts";
import { suppressTracing } from "../traces/suppression.ts";
import { correlationId } from "./correlation-id.ts";
import type { ObservedRoute } from "./observed-route.ts";

/** The client went away before the answer was written; nginx's number for it. */
const clientClosedStatus = 499;
const firstServerErrorStatus = 500;
/** Refused log-ins, forbidden accesses and exceeded rates: their traces are kept. */
const securityStatuses: ReadonlySet<number> = new Set([401, 403, 429]);
const millisPerSecond = 1_000;

export interface RequestObservation {
  readonly tracer: LeanTracer;
  readonly metrics: ServiceMetrics;
  readonly log: JsonLogger;
  readonly redactor: Redactor;
  readonly baggage: BaggageCodec;
}

/** One request between its head and the end of its response. */
export class ObservedRequest implements RequestState {
  readonly correlationId: string;
  readonly context: Context;
  readonly startedMillis: number = performance.now();
  /** Where a router tells the route only while the request is handled. */
  routeNow: (() => ObservedRoute) | undefined = undefined;
  span: LeanSpan | undefined = undefined;
  userIdOfSpans: string | undefined = undefined;
  userIdOfLogs: string | undefined = undefined;
  error: unknown = undefined;
  private readonly observation: RequestObservation;
  private readonly request: IncomingMessage;
  private readonly response: ServerResponse;
  private readonly writtenBeforeBytes: number;
  private observed: ObservedRoute;
  private finished = false;

  constructor(
    observation: RequestObservation,
    observed: ObservedRoute,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    const { headers } = request;
    this.observation = observation;
    this.observed = observed;
    this.request = request;
    this.response = response;
    this.correlationId = correlationId(
      oneHeader(headers["x-request-id"]) ?? oneHeader(headers["x-correlation-id"]),
      observation.redactor,
    );
    this.writtenBeforeBytes = request.socket.bytesWritten;
    observed.inProgress.add(1);
    let parent: Context = ROOT_CONTEXT;
    const baggage = oneHeader(headers.baggage);
    if (baggage !== undefined) parent = propagation.setBaggage(parent, observation.baggage.parse(baggage));
    if (observed.isProbe) {
      parent = suppressTracing(parent);
    } else {
      const remote = remoteOf(oneHeader(headers.traceparent));
      this.span = observation.tracer.startRequest(
        observed.span,
        remote === undefined ? undefined : wordsOf(remote),
        this.startedMillis,
      );
    }
    this.context = new RequestContext(parent, this.span, this);
  }

  get route(): string {
    this.reroute();
    return this.observed.route;
  }

  private reroute(): void {
    const observed = this.routeNow?.();
    if (observed === undefined || observed === this.observed) return;
    this.observed.inProgress.add(-1);
    observed.inProgress.add(1);
    this.observed = observed;
    this.span?.updateName(observed.span.name).setAttributes(observed.span.attributes);
  }

  /** Ends the request once, however often it is called. */
  finish(): void {
    if (this.finished) return;
    this.finished = true;
    this.reroute();
    const { observed, response, span, error } = this;
    const status = response.writableFinished ? response.statusCode : clientClosedStatus;
    const failed = status >= firstServerErrorStatus;
    const durationMillis = performance.now() - this.startedMillis;
    const type = error === undefined ? String(status) : errorType(error);
    if (span !== undefined) this.endSpan(span, status, failed ? type : undefined);
    this.measure(status, durationMillis);
    if (failed) this.observation.metrics.errors.add({ error_type: type, endpoint: observed.route });
    this.log(status, durationMillis, failed);
  }

  private endSpan(span: LeanSpan, status: number, failure: string | undefined): void {
    span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    if (securityStatuses.has(status)) span.isSecurityEvent = true;
    if (failure !== undefined && this.error !== undefined) {
      recordError(span, this.error);
    } else if (failure !== undefined) {
      span.setAttribute(ATTR_ERROR_TYPE, failure).setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  }

  private measure(status: number, durationMillis: number): void {
    const { observed, request, response, span } = this;
    const series = observed.byStatus(status);
    observed.inProgress.add(-1);
    series.requests.add();
    // Only a trace that was kept can be looked up.
    const exemplar = span?.decision?.kept === true ? span : undefined;
    series.duration.observe(durationMillis / millisPerSecond, exemplar);
    const requestBytes = sizeOf(request.headers["content-length"]);
    if (requestBytes !== undefined) observed.requestSize.observe(requestBytes);
    const responseBytes =
      sizeOf(response.getHeader("content-length")) ?? request.socket.bytesWritten - this.writtenBeforeBytes;
    if (responseBytes >= 0) series.responseSize.observe(responseBytes);
  }

  private log(status: number, durationMillis: number, failed: boolean): void {
    const { log } = this.observation;
    const level = failed ? "error" : this.observed.isProbe ? "debug" : "info";
    if (!log.isEnabled(level)) return;
    const duration_ms = Math.round(durationMillis * millisPerSecond) / millisPerSecond;
    const message = failed ? "request failed" : "request completed";
    if (failed && this.error !== undefined) {
      const { method } = this.observed;
      // Errors are free text: this line takes the way of all lines, through the redactor.
      context.with(this.context, () => log[level]({ method, status, duration_ms, err: this.error }, message));
      return;
    }
    const { span, userIdOfLogs } = this;
    const trace = span === undefined ? "" : `,"trace_id":"${span.traceId}","span_id":"${span.spanId}"`;
    const user = userIdOfLogs === undefined ? "" : `,"user_id":${JSON.stringify(userIdOfLogs)}`;
    log.writeSafe(
      level,
      `"message":"${message}"${trace},"correlation_id":"${this.correlationId}"${user},${this.observed.logMembers},"status":${status},"duration_ms":${duration_ms}`,
    );
  }
}

function oneHeader(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function sizeOf(contentLength: unknown): number | undefined {
  if (contentLength === undefined) return undefined;
  const size = Number(contentLength);
  return Number.isSafeInteger(size) ? size : undefined;
}
