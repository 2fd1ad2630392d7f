import { setTimeout as sleep } from "node:timers/promises";
import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { openDataDirectory, openJwtSecret } from "./data-directory.ts";
import { openDatabase } from "./database/open-database.ts";
import type { Settings } from "./settings.ts";
import { StartUpError } from "./start-up-error.ts";
import { version } from "./version.ts";

const drainTimeoutMillis = 1_000;
const telemetryTimeoutMillis = 800;

export interface Gateway {
  /** Base URL. */
  readonly address: string;
  /** Of the embedded database's process. */
  databaseProcessId(): number | undefined;
  /** Finishes what is running, sends what is queued, stops: within 4 s. */
  close(): Promise<void>;
}

/** @throws StartUpError when the gateway cannot run here as it is set up. */
export async function startGateway(settings: Settings, telemetry: Telemetry): Promise<Gateway> {
  await openDataDirectory(settings.dataDirectory);
  const jwtSecret = settings.jwtSecret ?? (await openJwtSecret(settings.dataDirectory));
  const database = await openDatabase(settings, telemetry);
  let app: FastifyInstance;
  try {
    app = await buildApp({
      pool: database.pool,
      telemetry,
      jwtSecret,
      metricsEnabled: settings.metricsEnabled,
      ...(settings.openAi === undefined ? {} : { openAi: settings.openAi }),
    });
    await listen(app, settings);
  } catch (error) {
    await database.close();
    throw error;
  }
  const address = app.listeningOrigin;
  sayWhatIsMissing(settings, telemetry);
  telemetry.log.info(
    { address, version, environment: settings.environment, log_retention_days: settings.logRetentionDays },
    "gateway listening",
  );
  return {
    address,
    databaseProcessId: () => database.processId(),
    async close() {
      telemetry.log.info({}, "gateway stopping");
      const drained = app.close();
      await Promise.race([drained, sleep(drainTimeoutMillis, undefined, { ref: false })]);
      app.server.closeAllConnections();
      await drained;
      await telemetry.shutdown(telemetryTimeoutMillis);
      await database.close();
    },
  };
}

async function listen(app: FastifyInstance, settings: Settings): Promise<void> {
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await app.close();
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new StartUpError(
      `Port ${settings.port} of ${settings.host} cannot be opened (${reason}): free it, or set PORT or VOICEASSIST_PORT_OFFSET.`,
    );
  }
}

/** One line for each optional part that is absent, with the setting that adds it. */
function sayWhatIsMissing(settings: Settings, telemetry: Telemetry): void {
  const { log } = telemetry;
  if (settings.databaseUrl === undefined)
    log.info(
      { setting: "DATABASE_URL" },
      "embedded database in use; DATABASE_URL connects a PostgreSQL server",
    );
  if (settings.openAi === undefined)
    log.info(
      { setting: "OPENAI_API_KEY" },
      "answers are extractive and vectors are hashed n-grams; OPENAI_API_KEY and OPENAI_BASE_URL add a language model",
    );
  else
    log.info(
      { setting: "OPENAI_BASE_URL", endpoint: settings.openAi.baseUrl, model: settings.openAi.model },
      "questions and passages are sent to the language model provider, PHI included",
    );
  if (!settings.tracingEnabled)
    log.info({ setting: "ENABLE_TRACING" }, "traces are off; ENABLE_TRACING=true adds them");
  else if (settings.otlpEndpoint === undefined)
    log.info(
      { setting: "OTLP_ENDPOINT" },
      "traces are not sent anywhere; OTLP_ENDPOINT or JAEGER_HOST names a receiver",
    );
  if (!settings.metricsEnabled)
    log.info({ setting: "ENABLE_METRICS" }, "/metrics is off; ENABLE_METRICS=true adds it");
}
