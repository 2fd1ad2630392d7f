import { context, createContextKey, propagation, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
  ATTR_TELEMETRY_SDK_LANGUAGE,
  ATTR_TELEMETRY_SDK_NAME,
} from "@opentelemetry/semantic-conventions";
import type { Redactor } from "@voiceassist/phi";
import { SpanExporter } from "../export/span-exporter.ts";
import type { Metrics } from "../metrics.ts";
import type { TelemetryOptions } from "../telemetry.ts";
import { TelemetryError } from "../telemetry-error.ts";
import { createSpanRedactor } from "./clean-values.ts";
import { createTracerProvider, type LeanTracer } from "./lean-tracer.ts";
import { type BaggageCodec, createBaggageCodec, createPropagator } from "./propagation.ts";
import { createTraceRecorder } from "./trace-recorder.ts";

const defaultSpansPerSecond = 2_000;

export interface Tracing {
  readonly tracer: LeanTracer;
  readonly baggage: BaggageCodec;
  /** Sends what is queued, for at most `timeoutMillis`, then drops the rest. */
  shutdown(timeoutMillis: number): Promise<void>;
}

/** Traces of the service. Without an endpoint spans still join logs and outgoing calls, and end there. */
export function createTracing(options: TelemetryOptions, redactor: Redactor, metrics: Metrics): Tracing {
  activateContext();
  const exporter = openExporter(options, redactor, metrics);
  const recorder = createTraceRecorder({
    spansPerSecond: options.spansPerSecond ?? defaultSpansPerSecond,
    metrics,
    write: (span) => exporter?.write(span),
  });
  const provider = createTracerProvider(recorder);
  const baggage = createBaggageCodec(redactor);
  // Spans that other libraries make through the OpenTelemetry API join these traces, and leave through the same door.
  const isGlobal = trace.setGlobalTracerProvider(provider);
  if (isGlobal) propagation.setGlobalPropagator(createPropagator(baggage));
  return {
    tracer: provider.own,
    baggage,
    async shutdown(timeoutMillis) {
      if (isGlobal) {
        trace.disable();
        propagation.disable();
      }
      await exporter?.shutdown(timeoutMillis);
    },
  };
}

function openExporter(
  options: TelemetryOptions,
  redactor: Redactor,
  metrics: Metrics,
): SpanExporter | undefined {
  if (options.otlpEndpoint === undefined) return undefined;
  const resource = redactor.value({
    [ATTR_SERVICE_NAME]: options.serviceName,
    [ATTR_SERVICE_VERSION]: options.serviceVersion,
    [ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: options.environment,
    [ATTR_TELEMETRY_SDK_LANGUAGE]: "nodejs",
    [ATTR_TELEMETRY_SDK_NAME]: "voiceassist",
  });
  return new SpanExporter(
    { url: tracesUrl(options.otlpEndpoint), resource },
    createSpanRedactor(redactor),
    metrics,
  );
}

function activateContext(): void {
  const manager = new AsyncLocalStorageContextManager().enable();
  // Refused when one is active already, as with a second service in the same process: that one serves both.
  if (!context.setGlobalContextManager(manager)) manager.disable();
  const key = createContextKey("voiceassist context check");
  const carried = context.with(ROOT_CONTEXT.setValue(key, true), () => context.active().getValue(key));
  if (carried !== true) {
    throw new TelemetryError(
      "TELEMETRY_CONTEXT_INACTIVE",
      "OpenTelemetry's context does not reach the code that it runs: install exactly one version of @opentelemetry/api.",
    );
  }
}

function tracesUrl(endpoint: string): string {
  const protocol = URL.canParse(endpoint) ? new URL(endpoint).protocol : "";
  if (protocol === "grpc:" || protocol === "grpcs:") return endpoint;
  if (protocol === "http:" || protocol === "https:") {
    return new URL("v1/traces", endpoint.endsWith("/") ? endpoint : `${endpoint}/`).href;
  }
  throw new TelemetryError(
    "TELEMETRY_ENDPOINT_INVALID",
    "The OTLP endpoint is not the base URL of an OTLP receiver, such as http://localhost:4318 or grpc://localhost:4317.",
  );
}
