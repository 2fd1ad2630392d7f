import type { Telemetry } from "@voiceassist/telemetry";
import type { Pool } from "pg";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import { untraced } from "../untraced.ts";

const checkTimeoutMillis = 3_000;
const checkEveryMillis = 10_000;

/** What the gateway cannot work without, each with a query that uses it. */
const probes = {
  database: "SELECT 1",
  token_revocation: "SELECT 1 FROM sessions WHERE revoked_at IS NOT NULL LIMIT 1",
  vector_search: "SELECT '[1]'::vector <=> '[1]'::vector",
} as const;

type Component = keyof typeof probes;
type Health = Readonly<Record<Component, "up" | "down">>;

export interface HealthChecks {
  /** Checks now, all components at once, and sets `health_check_status`. Never throws. */
  run(): Promise<Health>;
  /** Checks again and again, every 10 s, until stopped. */
  start(): void;
  stop(): void;
}

export function healthChecks(dependencies: {
  readonly pool: Pool;
  readonly metrics: GatewayMetrics;
  readonly telemetry: Telemetry;
}): HealthChecks {
  const { pool, metrics, telemetry } = dependencies;
  let previous: Health | undefined;
  let timer: NodeJS.Timeout | undefined;

  const check = async (component: Component): Promise<"up" | "down"> => {
    let status: "up" | "down" = "up";
    try {
      await withTimeout(pool.query(probes[component]), checkTimeoutMillis);
    } catch (error) {
      status = "down";
      if (previous?.[component] !== "down")
        telemetry.log.error({ err: error, component }, "a component stopped answering");
    }
    if (status === "up" && previous?.[component] === "down")
      telemetry.log.info({ component }, "a component answers again");
    metrics.healthCheckStatus.set({ component }, status === "up" ? 1 : 0);
    return status;
  };

  const run = async (): Promise<Health> => {
    const [database, token_revocation, vector_search] = await Promise.all([
      check("database"),
      check("token_revocation"),
      check("vector_search"),
    ]);
    previous = { database, token_revocation, vector_search };
    return previous;
  };

  return {
    run,
    start() {
      timer = setInterval(() => void untraced(run), checkEveryMillis);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}

function withTimeout<T>(work: Promise<T>, timeoutMillis: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMillis} ms`)), timeoutMillis);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
