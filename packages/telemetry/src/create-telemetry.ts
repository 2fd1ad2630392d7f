import { SpanKind, trace } from "@opentelemetry/api";
import type { FastifyInstance } from "fastify";
import { createFastifyObserver } from "./http/observe-fastify.ts";
import { createRequestMiddleware } from "./http/observe-middleware.ts";
import { createObservedRoutes } from "./http/observed-route.ts";
import { createJsonLogger } from "./logs/json-logger.ts";
import { type LogDestination, openStandardOutput } from "./logs/log-destination.ts";
import { negotiateExposition } from "./metrics/exposition.ts";
import { asItIs, createMetricRegistry } from "./metrics/metric-registry.ts";
import { observeProcess } from "./metrics/process-metrics.ts";
import type { Metrics } from "./metrics.ts";
import { createLanguageModelObserver, defineLanguageModelMetrics } from "./observe-language-model.ts";
import { createPoolObserver } from "./observe-pool.ts";
import { createRedisObserver } from "./observe-redis.ts";
import { observeUndici } from "./observe-undici.ts";
import { createObservedFetch } from "./observed-fetch.ts";
import { createOutgoingCalls } from "./outgoing-call.ts";
import { recordError } from "./recorded-error.ts";
import { createSignalRedactors } from "./redaction.ts";
import { assertRedaction } from "./self-check.ts";
import { defineServiceMetrics } from "./service-metrics.ts";
import { defineBackupMetric, defineHealthMetric } from "./state-metrics.ts";
import type { Telemetry, TelemetryOptions } from "./telemetry.ts";
import { TelemetryError } from "./telemetry-error.ts";
import { createSpanRedactor } from "./traces/clean-values.ts";
import { LeanSpan } from "./traces/lean-span.ts";
import { requestStateOf } from "./traces/request-context.ts";
import { createTracing } from "./traces/tracing.ts";
import { createTracingHelper } from "./tracing-helper.ts";
import { userIdAttribute } from "./user-attribute.ts";

const millisPerSecond = 1_000;
const userIdField = "user_id";

/**
 * Starts the telemetry of one service.
 *
 * @throws TelemetryError `TELEMETRY_ENDPOINT_INVALID` for an endpoint that is not the URL of an OTLP receiver,
 *   `TELEMETRY_CONTEXT_INACTIVE` when two versions of @opentelemetry/api are installed, `TELEMETRY_REDACTION_INACTIVE`
 *   when an invented identifier, sent down every way out, arrives.
 */
export function createTelemetry(options: TelemetryOptions): Telemetry {
  const registry = createMetricRegistry(activeTrace);
  const redactors = createSignalRedactors(registry.metrics(asItIs));
  assertRedaction(redactors.uncounted);
  const metrics = registry.metrics((label, value) => redactors.metrics.field(label, value));
  const processMetrics = observeProcess(registry, metrics);
  const serviceMetrics = defineServiceMetrics(metrics, {
    version: options.serviceVersion,
    environment: options.environment,
  });
  const tracing = createTracing(options, redactors.traces, metrics);
  const { tracer } = tracing;
  const destination = openDestination(options, metrics);
  const log = createJsonLogger({
    serviceName: options.serviceName,
    level: options.logLevel,
    redactor: redactors.logs,
    destination: destination.stream,
  });
  const spanValues = createSpanRedactor(redactors.traces);
  const logValues = createSpanRedactor(redactors.logs);
  const routes = createObservedRoutes(options.serviceName, serviceMetrics, redactors.traces);
  const observation = {
    tracer,
    metrics: serviceMetrics,
    log,
    redactor: redactors.logs,
    baggage: tracing.baggage,
  };
  const beginCall = createOutgoingCalls(tracer, serviceMetrics, tracing.baggage);
  let stopObservingFetch: (() => void) | undefined;
  const observeRequests = createFastifyObserver(observation, routes);

  const span: Telemetry["span"] = (name, { kind = SpanKind.INTERNAL, attributes = {} }, work) =>
    tracer.startActiveSpan(name, { kind, attributes }, async (started) => {
      try {
        return await work(started);
      } catch (error) {
        recordError(started, error);
        throw error;
      } finally {
        started.end();
      }
    });

  return {
    log,
    metrics,
    redactor: redactors.logs,
    span,
    tracing: createTracingHelper(span),
    observeRedis: createRedisObserver(tracer, metrics),
    observeLanguageModel: (provider) =>
      createLanguageModelObserver(provider, defineLanguageModelMetrics(metrics), span),
    reportHealth(component, answers) {
      defineHealthMetric(metrics).set({ component }, answers ? 1 : 0);
    },
    reportBackup(database, succeededAtMillis) {
      defineBackupMetric(metrics).set({ database }, succeededAtMillis / millisPerSecond);
    },
    logLevel: () => log.level(),
    setLogLevel: (level) => log.setLevel(level),
    observe(generic) {
      // Hooks see what every server, logger and type provider has in common.
      const app = generic as unknown as FastifyInstance;
      refuseOwnLogger(app);
      observeRequests(app);
      app.get("/metrics", async (request, reply) => {
        const format = negotiateExposition(request.headers.accept);
        return reply.type(format.contentType).send(registry.exposition(format));
      });
    },
    middleware: (routeOf) => createRequestMiddleware(observation, routes, routeOf),
    answerMetrics(request, response) {
      const format = negotiateExposition(request.headers.accept);
      response.setHeader("content-type", format.contentType);
      response.end(registry.exposition(format));
    },
    observePool: createPoolObserver({
      tracer,
      metrics,
      beforeExposition: registry.beforeExposition,
      redact: (attributes) => spanValues.attributes(attributes),
      queryDuration: serviceMetrics.queryDuration,
    }),
    fetch: createObservedFetch(beginCall),
    observeFetch() {
      stopObservingFetch ??= observeUndici(beginCall);
    },
    setContext({ userId }) {
      const state = requestStateOf();
      if (state === undefined || userId === undefined) return;
      state.userIdOfSpans = String(
        spanValues.attributes({ [userIdAttribute]: userId })[userIdAttribute] ?? "",
      );
      state.userIdOfLogs = String(logValues.attributes({ [userIdField]: userId })[userIdField] ?? "");
      state.span?.setAttribute(userIdAttribute, state.userIdOfSpans);
    },
    stopOnCrash(stop) {
      let isStopping = false;
      // Kept while the service stops: what is thrown meanwhile would go to standard error as it is.
      process.on("uncaughtException", (error, origin) => {
        log.fatal({ err: error, origin }, "an error that nobody handles; the service stops");
        destination.flush();
        if (isStopping) return;
        isStopping = true;
        stop();
      });
    },
    async shutdown(timeoutMillis) {
      const startedMillis = performance.now();
      await tracing.shutdown(timeoutMillis);
      processMetrics.stop();
      stopObservingFetch?.();
      await destination.drain(Math.max(0, timeoutMillis - (performance.now() - startedMillis)));
    },
  };
}

/** The span itself, which makes its ids readable only when they are kept. */
function activeTrace(): LeanSpan | undefined {
  const active = trace.getActiveSpan();
  return active instanceof LeanSpan ? active : undefined;
}

function openDestination(
  { logDestination, environment }: TelemetryOptions,
  metrics: Metrics,
): LogDestination {
  return logDestination === undefined
    ? openStandardOutput(metrics, environment)
    : { stream: logDestination, flush() {}, async drain() {} };
}

/** Fastify's logger writes the request's URL, query included, to standard output, and would do so around the redactor. */
function refuseOwnLogger(app: FastifyInstance): void {
  if (!("level" in app.log) || app.log.level === "silent") return;
  throw new TelemetryError(
    "TELEMETRY_UNREDACTED_LOGGER",
    "The application has a logger of its own, which writes without redaction: create it with `logger: false`.",
  );
}
