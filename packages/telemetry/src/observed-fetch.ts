import { isSpanContextValid, propagation, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_SCHEME,
} from "@opentelemetry/semantic-conventions";
import { methodName } from "./http/http-method.ts";
import { recordError } from "./recorded-error.ts";
import type { ServiceMetrics } from "./service-metrics.ts";
import type { ExternalCall } from "./telemetry.ts";
import { type BaggageCodec, toTraceparent } from "./traces/propagation.ts";

const millisPerSecond = 1_000;
const firstErrorStatus = 400;
const defaultPorts: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/** Calls to other services: the host is told, the path and the query never are. */
export function createObservedFetch(
  tracer: Tracer,
  metrics: Pick<ServiceMetrics, "externalCalls" | "externalDuration">,
  baggage: BaggageCodec,
): (target: ExternalCall, url: string, init?: RequestInit) => Promise<Response> {
  return async ({ service, operation }, url, init = {}) => {
    const { hostname, port, protocol } = new URL(url);
    const method = methodName(init.method ?? "GET");
    const span = tracer.startSpan(`${method} ${service}.${operation}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        [ATTR_HTTP_REQUEST_METHOD]: method,
        [ATTR_SERVER_ADDRESS]: hostname,
        [ATTR_URL_SCHEME]: protocol.slice(0, -1),
        ...(portOf(port, protocol) !== undefined && { [ATTR_SERVER_PORT]: portOf(port, protocol) }),
        "peer.service": service,
      },
    });
    const headers = new Headers(init.headers);
    // Work of a probe is not traced, and has no context to hand on.
    if (isSpanContextValid(span.spanContext())) headers.set("traceparent", toTraceparent(span.spanContext()));
    const entries = propagation.getActiveBaggage();
    const baggageHeader = entries === undefined ? "" : baggage.format(entries);
    if (baggageHeader !== "") headers.set("baggage", baggageHeader);
    const startedMillis = performance.now();
    const finish = (status: string): void => {
      metrics.externalCalls.add({ service, operation, status });
      metrics.externalDuration.observe(
        { service, operation },
        (performance.now() - startedMillis) / millisPerSecond,
      );
      span.end();
    };
    try {
      const response = await fetch(url, { ...init, headers });
      span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, response.status);
      if (response.status >= firstErrorStatus) {
        span.setAttribute(ATTR_ERROR_TYPE, String(response.status));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      finish(String(response.status));
      return response;
    } catch (error) {
      recordError(span, error);
      finish("error");
      throw error;
    }
  };
}

function portOf(port: string, protocol: string): number | undefined {
  return port === "" ? defaultPorts[protocol] : Number(port);
}
