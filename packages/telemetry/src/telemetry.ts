import type { IncomingMessage, ServerResponse } from "node:http";
import type { Attributes, Span, SpanKind } from "@opentelemetry/api";
import type { Redactor } from "@voiceassist/phi";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyTypeProvider,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerBase,
} from "fastify";
import type { Pool } from "pg";
import type { RequestMiddleware, RouteOf } from "./http/observe-middleware.ts";
import type { Logger, LogLevel } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { LanguageModelObserver, LanguageModelProvider } from "./observe-language-model.ts";
import type { RedisClient } from "./observe-redis.ts";
import type { TracingHelper } from "./tracing-helper.ts";

export interface TelemetryOptions {
  /** OTLP `service.name`, Loki label `service`, Prometheus job. */
  readonly serviceName: string;
  readonly serviceVersion: string;
  /** OTLP `deployment.environment.name`; label `environment` of `voiceassist_info`. */
  readonly environment: string;
  /**
   * Base URL of an OTLP receiver, `http://localhost:4318` for HTTP with protobuf or `grpc://localhost:4317` for gRPC
   * (`https:` and `grpcs:` with TLS); without it no span leaves the process.
   */
  readonly otlpEndpoint?: string;
  /** Spans of kept traces a second, at most; 2,000 by default, `Infinity` for every trace. */
  readonly spansPerSecond?: number;
  readonly logLevel: LogLevel;
  /** Where log lines go, already redacted, one JSON object a line. Standard output by default. */
  readonly logDestination?: { write(line: string): void };
}

/** Values that every log line and span of the current request carries once set. */
export interface RequestContext {
  readonly userId?: string;
}

/**
 * Everything a service says about itself leaves through this object, redacted. There is no door to an exporter, a
 * registry or a stream around it.
 */
export interface Telemetry {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** The redactor of the service's boundary; every redaction it makes is counted in `phi_redactions_total`. */
  readonly redactor: Redactor;
  /**
   * Runs `work` in a new active span, ends it, and records what `work` throws as the span's error.
   * Attribute values are redacted; names must be constants.
   */
  span<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T>;
  /** Named spans of an assistant's work, and what is said about the active span. */
  readonly tracing: TracingHelper;
  /**
   * Observes every request of the application: server span, HTTP metrics, one access line, W3C context in. Adds
   * `GET /metrics`. Call it before plugins and routes are added: hooks reach what is registered after them.
   */
  observe<
    Server extends RawServerBase,
    Request extends RawRequestDefaultExpression<Server>,
    Reply extends RawReplyDefaultExpression<Server>,
    Log extends FastifyBaseLogger,
    Provider extends FastifyTypeProvider,
  >(app: FastifyInstance<Server, Request, Reply, Log, Provider>): void;
  /**
   * Observes servers of Express, Connect or plain Node: `app.use(telemetry.middleware(routeOf))`, before every route.
   * `routeOf` gives the template of a request's route, never its path.
   */
  middleware<Request extends IncomingMessage>(routeOf: RouteOf<Request>): RequestMiddleware<Request>;
  /** Answers `GET /metrics` of such a server. */
  answerMetrics(request: IncomingMessage, response: ServerResponse): void;
  /** Observes every query of the pool: client span without literals, `database_*` metrics. */
  observePool(pool: Pool): void;
  /** Observes every command of an `ioredis` client: client span without keys or arguments, `redis_*` metrics. */
  observeRedis(client: RedisClient): void;
  /** Spans, tokens, time and cost of calls to one provider of language models, by OpenTelemetry's GenAI conventions. */
  observeLanguageModel(provider: LanguageModelProvider): LanguageModelObserver;
  /** Sets `health_check_status{component}`: 1 while it answers, else 0. */
  reportHealth(component: string, answers: boolean): void;
  /** Sets `backup_last_success_timestamp_seconds{database}`; at 0 it says that there was none yet. */
  reportBackup(database: string, succeededAtMillis: number): void;
  /** `fetch` with a client span, W3C context out, and `external_api_*` metrics under `service` and `operation`. */
  fetch(target: ExternalCall, url: string, init?: RequestInit): Promise<Response>;
  /**
   * Observes every request that `fetch` and undici make from now on, `Telemetry.fetch` aside: client span `METHOD HOST`, W3C
   * context out, `external_api_*` metrics with the host as `service` and the method as `operation`. Hosts must be few.
   */
  observeFetch(): void;
  /** Adds to the current request's context; without a request it does nothing. */
  setContext(context: RequestContext): void;
  logLevel(): LogLevel;
  /** Holds from the next log line on. */
  setLogLevel(level: LogLevel): void;
  /**
   * Logs what nobody catches, exceptions and rejections, redacted and at once, then calls `stop`: Node's own report
   * would put it on standard error as it is.
   */
  stopOnCrash(stop: () => void): void;
  /** Sends what is queued, for at most `timeoutMillis`, and stops. */
  shutdown(timeoutMillis: number): Promise<void>;
}

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
}

/** Names of an outgoing call, for labels: both must be constants. */
export interface ExternalCall {
  readonly service: string;
  readonly operation: string;
}
