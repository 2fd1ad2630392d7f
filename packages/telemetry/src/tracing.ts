import {
  type Context,
  context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  type ReadableSpan,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
  ATTR_TELEMETRY_SDK_LANGUAGE,
  ATTR_TELEMETRY_SDK_NAME,
} from "@opentelemetry/semantic-conventions";
import type { Redactor } from "@voiceassist/phi";
import type { Metrics } from "./metrics.ts";
import { toRedactedSpan } from "./redacted-span.ts";
import { requestStateOf } from "./request-state.ts";
import { SpanQueue } from "./span-queue.ts";
import type { TelemetryOptions } from "./telemetry.ts";
import { TelemetryError } from "./telemetry-error.ts";
import { userIdAttribute } from "./user-attribute.ts";

const exportTimeoutMillis = 3_000;
/** Longer attribute values are cut by the SDK, so that no span can fill a batch. */
const attributeValueLengthLimit = 8_192;

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is queued, for at most `timeoutMillis`, then drops the rest. */
  shutdown(timeoutMillis: number): Promise<void>;
}

/** Traces of the service. Without an endpoint spans still join logs and outgoing calls, and end there. */
export function createTracing(options: TelemetryOptions, redactor: Redactor, metrics: Metrics): Tracing {
  const resource = resourceFromAttributes(
    redactor.value({
      [ATTR_SERVICE_NAME]: options.serviceName,
      [ATTR_SERVICE_VERSION]: options.serviceVersion,
      [ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: options.environment,
      [ATTR_TELEMETRY_SDK_LANGUAGE]: "nodejs",
      [ATTR_TELEMETRY_SDK_NAME]: "opentelemetry",
    }),
  );
  const queue = openQueue(options, metrics, (span) => toRedactedSpan(span, resource, redactor));
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: queue === undefined ? [namesUser] : [namesUser, queue],
    // A caller cannot switch the record of its requests off with the sampled flag of its traceparent.
    sampler: new AlwaysOnSampler(),
    generalLimits: { attributeValueLengthLimit },
  });
  activateContext();
  // Spans that other libraries make through the OpenTelemetry API join these traces, and leave through the same door.
  const isGlobal = trace.setGlobalTracerProvider(provider);
  if (isGlobal) propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return {
    tracer: provider.getTracer("@voiceassist/telemetry"),
    async shutdown(timeoutMillis) {
      if (isGlobal) {
        trace.disable();
        propagation.disable();
      }
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeoutMillis);
      });
      await Promise.race([provider.shutdown(), timeout]);
      clearTimeout(timer);
      queue?.abandon();
    },
  };
}

function openQueue(
  { otlpEndpoint }: TelemetryOptions,
  metrics: Metrics,
  redact: (span: ReadableSpan) => ReadableSpan,
): SpanQueue | undefined {
  if (otlpEndpoint === undefined) return undefined;
  const url = tracesUrl(otlpEndpoint);
  return new SpanQueue(new OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMillis }), redact, metrics);
}

/** The user becomes known in the middle of a request; spans begun from then on carry the id. */
const namesUser: SpanProcessor = {
  onStart(span: Span, parent: Context) {
    const userId = requestStateOf(parent)?.userId;
    if (userId !== undefined) span.setAttribute(userIdAttribute, userId);
  },
  onEnd() {},
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

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
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new TelemetryError(
      "TELEMETRY_ENDPOINT_INVALID",
      `The OTLP endpoint is not the base URL of an OTLP/HTTP receiver, such as http://localhost:4318.`,
    );
  }
  return new URL("v1/traces", endpoint.endsWith("/") ? endpoint : `${endpoint}/`).href;
}
