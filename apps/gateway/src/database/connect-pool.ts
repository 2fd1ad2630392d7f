import { Pool, type PoolConfig } from "pg";
import { StartUpError } from "../start-up-error.ts";

const connectTimeoutMillis = 5_000;
const idleTimeoutMillis = 60_000;
const queryTimeoutMillis = 15_000;

/** The same pool for the embedded database and for a server. Errors of idle connections go to `onIdleError`. */
export function connectPool(
  target: Pick<PoolConfig, "host" | "user" | "database" | "connectionString">,
  options: { readonly connectionLimit: number; readonly onIdleError: (error: Error) => void },
): Pool {
  const pool = new Pool({
    ...target,
    max: options.connectionLimit,
    connectionTimeoutMillis: connectTimeoutMillis,
    idleTimeoutMillis,
    query_timeout: queryTimeoutMillis,
    application_name: "voiceassist-api-gateway",
    // A filtered nearest-neighbour search must go on until it has enough rows of this owner (pgvector ≥ 0.8).
    onConnect: (client) => client.query("SET hnsw.iterative_scan = strict_order").then(() => undefined),
  });
  pool.on("error", options.onIdleError);
  return pool;
}

/** @throws StartUpError when the database does not answer. */
export async function assertReachable(pool: Pool): Promise<void> {
  try {
    await pool.query("SELECT 1");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    throw new StartUpError(
      `The database does not answer (${reason}): check DATABASE_URL, or unset it to use the embedded database.`,
    );
  }
}
