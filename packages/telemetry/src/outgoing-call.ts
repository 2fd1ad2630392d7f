import { isSpanContextValid, propagation, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_SCHEME,
} from "@opentelemetry/semantic-conventions";
import { recordError } from "./recorded-error.ts";
import type { ServiceMetrics } from "./service-metrics.ts";
import type { ExternalCall } from "./telemetry.ts";
import { type BaggageCodec, toTraceparent } from "./traces/propagation.ts";

const millisPerSecond = 1_000;
const firstErrorStatus = 400;
const defaultPorts: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/** A request to another service, between its sending and the head of the answer. */
export interface OutgoingCall {
  /** W3C trace context and baggage, to be sent. */
  readonly headers: Readonly<Record<string, string>>;
  answered(status: number): void;
  failed(error: unknown): void;
}

/** `origin` has scheme, host and port: the path and the query are never told. */
export type BeginCall = (
  target: ExternalCall,
  spanName: string,
  method: string,
  origin: Pick<URL, "hostname" | "port" | "protocol">,
) => OutgoingCall;

export function createOutgoingCalls(
  tracer: Tracer,
  metrics: Pick<ServiceMetrics, "externalCalls" | "externalDuration">,
  baggage: BaggageCodec,
): BeginCall {
  return ({ service, operation }, spanName, method, { hostname, port, protocol }) => {
    const serverPort = port === "" ? defaultPorts[protocol] : Number(port);
    const span = tracer.startSpan(spanName, {
      kind: SpanKind.CLIENT,
      attributes: {
        [ATTR_HTTP_REQUEST_METHOD]: method,
        [ATTR_SERVER_ADDRESS]: hostname,
        [ATTR_URL_SCHEME]: protocol.slice(0, -1),
        ...(serverPort !== undefined && { [ATTR_SERVER_PORT]: serverPort }),
        "peer.service": service,
      },
    });
    const entries = propagation.getActiveBaggage();
    const baggageHeader = entries === undefined ? "" : baggage.format(entries);
    const startedMillis = performance.now();
    const finish = (status: string): void => {
      metrics.externalCalls.add({ service, operation, status });
      metrics.externalDuration.observe(
        { service, operation },
        (performance.now() - startedMillis) / millisPerSecond,
      );
      span.end();
    };
    return {
      headers: {
        // Work of a probe is not traced, and has no context to hand on.
        ...(isSpanContextValid(span.spanContext()) && { traceparent: toTraceparent(span.spanContext()) }),
        ...(baggageHeader !== "" && { baggage: baggageHeader }),
      },
      answered(status) {
        span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
        if (status >= firstErrorStatus) {
          span.setAttribute(ATTR_ERROR_TYPE, String(status));
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        finish(String(status));
      },
      failed(error) {
        recordError(span, error);
        finish("error");
      },
    };
  };
}
