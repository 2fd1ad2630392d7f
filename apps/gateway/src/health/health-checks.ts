import type { Telemetry } from "@voiceassist/telemetry";
import { untraced } from "../untraced.ts";

const checkTimeoutMillis = 3_000;
const checkEveryMillis = 10_000;

/** One part that the gateway works with, and how to find out whether it does its work. */
export interface HealthCheck {
  readonly component: string;
  /** Without an essential part the gateway is not ready. */
  readonly essential: boolean;
  /** A check that costs something is not repeated sooner; its last result stands. */
  readonly everyMillis?: number;
  /** Rejects when the part does not do its work. */
  readonly probe: () => Promise<unknown>;
}

type ComponentHealth = "up" | "down";

interface HealthReport {
  readonly ready: boolean;
  readonly components: Readonly<Record<string, ComponentHealth>>;
}

export interface HealthChecks {
  /** Checks now, all components at once, and sets `health_check_status`. Never throws. */
  run(): Promise<HealthReport>;
  /** Checks again and again, every 10 s, until stopped. */
  start(): void;
  stop(): void;
}

export function healthChecks(checks: readonly HealthCheck[], telemetry: Telemetry): HealthChecks {
  const known = new Map<string, { readonly health: ComponentHealth; readonly atMillis: number }>();
  let timer: NodeJS.Timeout | undefined;

  const check = async ({ component, probe, everyMillis = 0 }: HealthCheck): Promise<ComponentHealth> => {
    const previous = known.get(component);
    const nowMillis = performance.now();
    if (previous !== undefined && nowMillis - previous.atMillis < everyMillis) return previous.health;
    let health: ComponentHealth = "up";
    try {
      await withTimeout(probe(), checkTimeoutMillis);
    } catch (error) {
      health = "down";
      if (previous?.health !== "down")
        telemetry.log.error({ err: error, component }, "a component stopped answering");
    }
    if (health === "up" && previous?.health === "down")
      telemetry.log.info({ component }, "a component answers again");
    telemetry.reportHealth(component, health === "up");
    known.set(component, { health, atMillis: nowMillis });
    return health;
  };

  const run = async (): Promise<HealthReport> => {
    const found = await Promise.all(checks.map(async (item) => ({ item, health: await check(item) })));
    return {
      ready: found.every(({ item, health }) => health === "up" || !item.essential),
      components: Object.fromEntries(found.map(({ item, health }) => [item.component, health])),
    };
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
