import type { Telemetry } from "@voiceassist/telemetry";
import type { VectorSupport } from "./database/vector-support.ts";
import type { Settings } from "./settings.ts";

/** One line that says what of observability is on, and one for each optional part that is absent, with its setting. */
export function sayWhatIsOn(settings: Settings, vectors: VectorSupport, telemetry: Telemetry): void {
  const { log } = telemetry;
  log.info(
    {
      metrics: settings.metricsEnabled ? "served at /metrics" : "off",
      traces: tracesState(settings),
      log_level: telemetry.logLevel(),
      log_retention_days: settings.logRetentionDays,
      redaction: "on",
      audit_log: "on",
      backups: settings.backup.intervalHours === 0 ? "on demand" : `every ${settings.backup.intervalHours} h`,
      database: settings.databaseUrl === undefined ? "embedded" : "server",
      token_revocation: settings.redisUrl === undefined ? "database" : "redis",
      vector_search: settings.qdrant === undefined ? vectors.kind : "qdrant",
    },
    "observability is on",
  );
  if (settings.openAi !== undefined)
    log.info(
      { setting: "OPENAI_BASE_URL", endpoint: settings.openAi.baseUrl, model: settings.openAi.model },
      "questions and passages are sent to the language model provider, PHI included",
    );
  for (const { setting, message, absent } of optionalParts(settings, vectors))
    if (absent) log.info({ setting }, message);
}

function tracesState(settings: Settings): string {
  if (!settings.tracingEnabled) return "off";
  return settings.otlpEndpoint === undefined ? "kept in the process" : "sent";
}

interface OptionalPart {
  readonly setting: string;
  readonly absent: boolean;
  /** What is so without it, and what it adds. */
  readonly message: string;
}

function optionalParts(settings: Settings, vectors: VectorSupport): readonly OptionalPart[] {
  return [
    {
      setting: "DATABASE_URL",
      absent: settings.databaseUrl === undefined,
      message: "embedded database in use; DATABASE_URL connects a PostgreSQL server",
    },
    {
      setting: "DATABASE_URL",
      absent: settings.qdrant === undefined && vectors.kind === "exact",
      message:
        "the database has no pgvector: searches compare every passage of their owner; install the extension, or set QDRANT_URL",
    },
    {
      setting: "REDIS_URL",
      absent: settings.redisUrl === undefined,
      message:
        "the database keeps what tokens were revoked, and no answer is cached; REDIS_URL adds Redis for both, and shared rate limits",
    },
    {
      setting: "QDRANT_URL",
      absent: settings.qdrant === undefined,
      message: "the database searches vectors; QDRANT_URL adds Qdrant",
    },
    {
      setting: "OPENAI_API_KEY",
      absent: settings.openAi === undefined,
      message:
        "answers are extractive and vectors are hashed n-grams; OPENAI_API_KEY and OPENAI_BASE_URL add a language model",
    },
    {
      setting: "BACKUP_KEY_FILE",
      absent: settings.backup.keyFile === undefined,
      message: "backups are encrypted with a key beside the data; BACKUP_KEY_FILE names one kept elsewhere",
    },
    {
      setting: "ENABLE_TRACING",
      absent: !settings.tracingEnabled,
      message: "traces are off; ENABLE_TRACING=true adds them",
    },
    {
      setting: "OTLP_ENDPOINT",
      absent: settings.tracingEnabled && settings.otlpEndpoint === undefined,
      message: "traces are not sent anywhere; OTLP_ENDPOINT or JAEGER_HOST names a receiver",
    },
    {
      setting: "ENABLE_METRICS",
      absent: !settings.metricsEnabled,
      message: "/metrics is off; ENABLE_METRICS=true adds it",
    },
  ];
}
