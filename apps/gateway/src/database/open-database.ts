import type { Telemetry } from "@voiceassist/telemetry";
import type { Pool } from "pg";
import type { Settings } from "../settings.ts";
import { untraced } from "../untraced.ts";
import { assertReachable, connectPool } from "./connect-pool.ts";
import { startEmbeddedDatabase } from "./embedded-database.ts";
import { migrate } from "./migrate.ts";
import { adoptVectors, type VectorSupport } from "./vector-support.ts";

/** PGlite answers one query at a time: more connections would only wait there instead of in the pool. */
const embeddedConnectionLimit = 4;
const serverConnectionLimit = 10;

export interface Database {
  readonly pool: Pool;
  readonly vectors: VectorSupport;
  /** Of the embedded database's process. */
  processId(): number | undefined;
  close(): Promise<void>;
}

/** Opens the database that the settings name, migrated and observed. */
export async function openDatabase(settings: Settings, telemetry: Telemetry): Promise<Database> {
  const onIdleError = (error: Error): void =>
    telemetry.log.warn({ err: error }, "an idle database connection was lost");
  const embedded =
    settings.databaseUrl === undefined
      ? await startEmbeddedDatabase({
          directory: settings.dataDirectory,
          onUnexpectedExit: (exit) => telemetry.log.error(exit, "the embedded database ended unexpectedly"),
        })
      : undefined;
  const pool =
    embedded === undefined
      ? connectPool(
          { connectionString: settings.databaseUrl },
          { connectionLimit: serverConnectionLimit, onIdleError },
        )
      : connectPool(embedded.connection, { connectionLimit: embeddedConnectionLimit, onIdleError });
  // Before the first connection: the observer sees only connections that are made after it.
  telemetry.observePool(pool);
  const close = async (): Promise<void> => {
    await pool.end();
    await embedded?.stop();
  };
  let vectors: VectorSupport;
  try {
    await untraced(() => assertReachable(pool));
    const applied = await untraced(() => migrate(pool));
    if (applied.length > 0) telemetry.log.info({ migrations: applied }, "database schema migrated");
    vectors = await untraced(() => adoptVectors(pool));
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, vectors, processId: () => embedded?.processId(), close };
}
