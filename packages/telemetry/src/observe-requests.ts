import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { suppressTracing } from "@opentelemetry/core";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
} from "@opentelemetry/semantic-conventions";
import type { Redactor } from "@voiceassist/phi";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { correlationId } from "./correlation-id.ts";
import { methodName } from "./http-method.ts";
import type { Logger } from "./logger.ts";
import { errorType, recordError } from "./recorded-error.ts";
import { type RequestState, withRequestState } from "./request-state.ts";
import type { ServiceMetrics } from "./service-metrics.ts";
import { contextFromTraceparent } from "./trace-context.ts";

/** Asked by scrapers and probes every few seconds: measured, logged at debug level, never traced. */
const probes: ReadonlySet<string> = new Set(["/metrics", "/health", "/ready"]);
const unmatched = "unmatched";
/** The client went away before the answer was written; nginx's number for it. */
const clientClosedStatus = 499;
const firstServerErrorStatus = 500;
const millisPerSecond = 1_000;

export interface RequestObservation {
  readonly serviceName: string;
  readonly tracer: Tracer;
  readonly metrics: ServiceMetrics;
  readonly log: Logger;
  readonly redactor: Redactor;
}

interface ObservedRequest {
  readonly method: string;
  readonly route: string;
  readonly context: Context;
  readonly span: Span | undefined;
  readonly startedMillis: number;
  readonly writtenBeforeBytes: number;
  error: unknown;
  finished: boolean;
}

export function createRequestObserver(observation: RequestObservation): (app: FastifyInstance) => void {
  return (app) => {
    const observed = new WeakMap<FastifyRequest, ObservedRequest>();

    app.server.on("connection", (socket) => {
      observation.metrics.connections.add({}, 1);
      socket.once("close", () => observation.metrics.connections.add({}, -1));
    });

    app.addHook("onRequest", (request, reply, done) => {
      const current = begin(observation, request, reply);
      observed.set(request, current);
      // Fastify's onResponse hook would miss aborted and hijacked replies.
      reply.raw.once("close", () => finish(observation, current, request, reply));
      // Fastify itself carries the context over the parsing of the body.
      context.with(current.context, done);
    });
    app.addHook("onError", (request, _reply, error, done) => {
      const current = observed.get(request);
      if (current !== undefined) current.error ??= error;
      done();
    });
  };
}

function begin(
  { serviceName, tracer, metrics, redactor }: RequestObservation,
  request: FastifyRequest,
  reply: FastifyReply,
): ObservedRequest {
  const method = methodName(request.method);
  const template = request.is404 ? undefined : request.routeOptions.url;
  const route = template ?? unmatched;
  const state: RequestState = {
    correlationId: correlationId(
      header(request, "x-request-id") ?? header(request, "x-correlation-id"),
      redactor,
    ),
    route,
    span: undefined,
    userId: undefined,
  };
  reply.header("x-request-id", state.correlationId);
  metrics.requestsInProgress.add({ method, endpoint: route }, 1);

  const parent = withRequestState(contextFromTraceparent(header(request, "traceparent")), state);
  const { localPort } = request.socket;
  const span = probes.has(route)
    ? undefined
    : tracer.startSpan(
        `${method} ${route}`,
        {
          kind: SpanKind.SERVER,
          attributes: {
            [ATTR_HTTP_REQUEST_METHOD]: method,
            [ATTR_URL_SCHEME]: request.protocol,
            // The template stands for the path, and the service for the host: both of the real ones are the client's text.
            [ATTR_URL_PATH]: route,
            [ATTR_SERVER_ADDRESS]: serviceName,
            ...(localPort !== undefined && { [ATTR_SERVER_PORT]: localPort }),
            ...(template !== undefined && { [ATTR_HTTP_ROUTE]: template }),
          },
        },
        parent,
      );
  state.span = span;
  return {
    method,
    route,
    span,
    context: span === undefined ? suppressTracing(parent) : trace.setSpan(parent, span),
    startedMillis: performance.now(),
    writtenBeforeBytes: request.socket.bytesWritten,
    error: undefined,
    finished: false,
  };
}

function finish(
  { metrics, log }: RequestObservation,
  current: ObservedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (current.finished) return;
  current.finished = true;
  const { method, route, span } = current;
  const status = reply.raw.writableFinished ? reply.raw.statusCode : clientClosedStatus;
  const failed = status >= firstServerErrorStatus;
  const durationMillis = performance.now() - current.startedMillis;
  const labels = { method, endpoint: route, status: String(status) };

  metrics.requestsInProgress.add({ method, endpoint: route }, -1);
  metrics.requests.add(labels);
  metrics.requestDuration.observe(labels, durationMillis / millisPerSecond);
  const requestBytes = sizeOf(request.headers["content-length"]);
  if (requestBytes !== undefined) metrics.requestSize.observe({ method, endpoint: route }, requestBytes);
  const responseBytes =
    sizeOf(reply.raw.getHeader("content-length")) ?? request.socket.bytesWritten - current.writtenBeforeBytes;
  if (responseBytes >= 0) metrics.responseSize.observe(labels, responseBytes);

  const type = current.error === undefined ? String(status) : errorType(current.error);
  if (failed) metrics.errors.add({ error_type: type, endpoint: route });

  if (span !== undefined) {
    span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    if (failed && current.error !== undefined) {
      recordError(span, current.error);
    } else if (failed) {
      span.setAttribute(ATTR_ERROR_TYPE, type);
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  }

  context.with(current.context, () => {
    const level = failed ? "error" : probes.has(route) ? "debug" : "info";
    const line = {
      method,
      status,
      duration_ms: Math.round(durationMillis * millisPerSecond) / millisPerSecond,
    };
    log[level](
      failed && current.error !== undefined ? { ...line, err: current.error } : line,
      failed ? "request failed" : "request completed",
    );
  });
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

function sizeOf(contentLength: unknown): number | undefined {
  const size = Number(contentLength);
  return contentLength !== undefined && Number.isSafeInteger(size) ? size : undefined;
}
