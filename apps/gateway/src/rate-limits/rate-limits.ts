import rateLimit, { type FastifyRateLimitStoreCtor } from "@fastify/rate-limit";
import type { KeyedTokens } from "@voiceassist/audit-log";
import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ApiError } from "../errors/api-error.ts";
import type { GatewayMetrics, rateLimitScopes } from "../gateway-metrics.ts";

const windowMillis = 60_000;
/** Asked by probes and scrapers: a limit there would hide the service when it is busiest. */
const unlimitedRoutes: ReadonlySet<string> = new Set(["/health", "/ready", "/metrics"]);
const loginRoutes: ReadonlySet<string> = new Set([
  "/api/auth/login",
  "/api/auth/register",
  "/api/auth/refresh",
]);

type Scope = (typeof rateLimitScopes)[number];

export type RateLimitSettings = Readonly<Record<`${Scope}PerMinute`, number>>;

/**
 * Bounds requests a minute from one address and of one user, and more tightly log-ins from one address. Counted under keyed
 * tokens. While a shared store does not answer nothing is limited: log-ins stay bounded by the lock-out, and everything
 * else by what it needs the store for.
 */
export async function limitRates(
  app: FastifyInstance,
  dependencies: {
    readonly limits: RateLimitSettings;
    readonly token: KeyedTokens;
    readonly metrics: GatewayMetrics;
    readonly telemetry: Telemetry;
    /** Absent: each process counts for itself. */
    readonly store?: FastifyRateLimitStoreCtor;
  },
): Promise<{ readonly address: Limit; readonly user: Limit }> {
  const { limits, token, metrics, telemetry, store } = dependencies;
  await app.register(rateLimit, { global: false, ...(store === undefined ? {} : { store }) });

  const limiter = (scope: Scope, key: (request: FastifyRequest) => string): Limit => {
    const check = app.createRateLimit({
      max: limits[`${scope}PerMinute`],
      timeWindow: windowMillis,
      keyGenerator: (request) => `${scope}:${key(request)}`,
      skipOnError: true,
    });
    return async (request) => {
      const result = await check(request);
      if (result.isAllowed || !result.isExceeded) return;
      metrics.rateLimited.add({ scope });
      telemetry.tracing.securityEvent("rate limited", { "voiceassist.rate_limit.scope": scope });
      throw new ApiError("RATE_LIMITED", { retryAfterSeconds: result.ttlInSeconds });
    };
  };
  const byAddress = limiter("address", (request) => token("address", request.ip));
  const byLogin = limiter("login", (request) => token("address", request.ip));
  const byUser = limiter("user", (request) => token("user", request.caller?.userId ?? ""));

  return {
    async address(request) {
      const route = request.routeOptions.url ?? "";
      if (unlimitedRoutes.has(route)) return;
      await byAddress(request);
      if (loginRoutes.has(route)) await byLogin(request);
    },
    async user(request) {
      if (request.caller !== undefined) await byUser(request);
    },
  };
}

type Limit = (request: FastifyRequest) => Promise<void>;
