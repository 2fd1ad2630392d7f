import { SpanKind } from "@opentelemetry/api";
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Registry } from "prom-client";
import { createJsonLogger } from "./json-logger.ts";
import { type LogDestination, openStandardOutput } from "./log-destination.ts";
import type { Metrics } from "./metrics.ts";
import { createLanguageModelObserver, defineLanguageModelMetrics } from "./observe-language-model.ts";
import { createPoolObserver } from "./observe-pool.ts";
import { createRedisObserver } from "./observe-redis.ts";
import { createRequestObserver } from "./observe-requests.ts";
import { createObservedFetch } from "./observed-fetch.ts";
import { createMetrics } from "./prometheus-metrics.ts";
import { recordError } from "./recorded-error.ts";
import { createSignalRedactors } from "./redaction.ts";
import { requestStateOf } from "./request-state.ts";
import { defineServiceMetrics } from "./service-metrics.ts";
import { defineBackupMetric, defineHealthMetric } from "./state-metrics.ts";
import type { Telemetry, TelemetryOptions } from "./telemetry.ts";
import { TelemetryError } from "./telemetry-error.ts";
import { createTracing } from "./tracing.ts";
import { createTracingHelper } from "./tracing-helper.ts";
import { userIdAttribute } from "./user-attribute.ts";

const millisPerSecond = 1_000;

/**
 * Starts the telemetry of one service.
 *
 * @throws TelemetryError `TELEMETRY_ENDPOINT_INVALID` for an endpoint that is not an HTTP URL,
 *   `TELEMETRY_CONTEXT_INACTIVE` when two versions of @opentelemetry/api are installed.
 */
export function createTelemetry(options: TelemetryOptions): Telemetry {
  const registry = new Registry();
  const redactors = createSignalRedactors(registry);
  const metrics = createMetrics(registry, redactors.metrics);
  collectDefaultMetrics({ register: registry });
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
  const observeRequests = createRequestObserver({
    serviceName: options.serviceName,
    tracer,
    metrics: serviceMetrics,
    log,
    redactor: redactors.logs,
  });

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
      app.get("/metrics", async (_request, reply) => {
        return reply.type(registry.contentType).send(await metrics.exposition());
      });
    },
    observePool: createPoolObserver({ tracer, registry, queryDuration: serviceMetrics.queryDuration }),
    fetch: createObservedFetch(tracer, serviceMetrics),
    setContext({ userId }) {
      const state = requestStateOf();
      if (state === undefined || userId === undefined) return;
      state.userId = userId;
      state.span?.setAttribute(userIdAttribute, userId);
    },
    async shutdown(timeoutMillis) {
      await tracing.shutdown(timeoutMillis);
      destination.flush();
    },
  };
}

function openDestination({ logDestination }: TelemetryOptions, metrics: Metrics): LogDestination {
  return logDestination === undefined ? openStandardOutput(metrics) : { stream: logDestination, flush() {} };
}

/** Fastify's logger writes the request's URL, query included, to standard output, and would do so around the redactor. */
function refuseOwnLogger(app: FastifyInstance): void {
  if (!("level" in app.log) || app.log.level === "silent") return;
  throw new TelemetryError(
    "TELEMETRY_UNREDACTED_LOGGER",
    "The application has a logger of its own, which writes without redaction: create it with `logger: false`.",
  );
}
