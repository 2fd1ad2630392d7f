import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { openAuditTrail } from "./audit/audit-trail.ts";
import { BackupError } from "./backup/backup-error.ts";
import { type BackupKey, readBackupKey } from "./backup/backup-key.ts";
import { openDataDirectory, openSecret } from "./data-directory.ts";
import { type Database, openDatabase } from "./database/open-database.ts";
import { defineGatewayMetrics } from "./gateway-metrics.ts";
import { connectRedis } from "./redis/connect-redis.ts";
import type { Settings } from "./settings.ts";
import { StartUpError } from "./start-up-error.ts";
import { sayWhatIsOn } from "./start-up-lines.ts";
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
  const kept = (name: string): string => join(settings.dataDirectory, name);
  const jwtSecret = settings.jwtSecret ?? (await openSecret(kept("jwt-secret"), "JWT_SECRET"));
  const backupKey = await backupKeyOf(settings);
  const metrics = defineGatewayMetrics(telemetry.metrics);
  const trail = await openAuditTrail({
    directory: settings.auditDirectory,
    signingKeyPath: kept("audit-signing-key.pem"),
    tokenKey: await openSecret(kept("audit-token-key"), "VOICEASSIST_DATA_DIR"),
    telemetry,
    metrics,
  });
  const closing: (() => Promise<unknown>)[] = [() => trail.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close();
  };
  let app: FastifyInstance;
  let database: Database;
  try {
    database = await openDatabase(settings, telemetry);
    closing.push(() => database.close());
    const redis = settings.redisUrl === undefined ? undefined : connectRedis(settings.redisUrl, telemetry);
    if (redis !== undefined) closing.push(async () => redis.disconnect());
    app = await buildApp({ settings, database, redis, trail, telemetry, metrics, jwtSecret, backupKey });
    await listen(app, settings);
  } catch (error) {
    await closeAll();
    throw error;
  }
  const address = app.listeningOrigin;
  sayWhatIsOn(settings, database.vectors, telemetry);
  telemetry.log.info({ address, version, environment: settings.environment }, "gateway listening");
  return {
    address,
    databaseProcessId: () => database.processId(),
    async close() {
      telemetry.log.info({}, "gateway stopping");
      const drained = app.close();
      await Promise.race([drained, sleep(drainTimeoutMillis, undefined, { ref: false })]);
      app.server.closeAllConnections();
      await drained;
      await trail.close();
      // Before the database, which takes longest: whoever stops this process may not wait for it.
      await telemetry.shutdown(telemetryTimeoutMillis);
      await closeAll();
    },
  };
}

async function backupKeyOf(settings: Settings): Promise<BackupKey> {
  try {
    return await readBackupKey(settings);
  } catch (error) {
    if (error instanceof BackupError) throw new StartUpError(error.message);
    throw error;
  }
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
