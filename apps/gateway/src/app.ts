import { randomUUID } from "node:crypto";
import type { Telemetry } from "@voiceassist/telemetry";
import Fastify, { type FastifyInstance } from "fastify";
import type { Redis } from "ioredis";
import { adminRoutes } from "./admin/admin-routes.ts";
import { auditRequests } from "./audit/audit-requests.ts";
import type { AuditTrail } from "./audit/audit-trail.ts";
import { accessTokens } from "./auth/access-token.ts";
import { accountStore } from "./auth/account-store.ts";
import { authRoutes } from "./auth/auth-routes.ts";
import { ensureFirstAdmin } from "./auth/first-admin.ts";
import { loginFailures } from "./auth/login-failures.ts";
import { redisRevocation } from "./auth/redis-revocation.ts";
import { requireSession } from "./auth/require-session.ts";
import { databaseRevocation, measuredRevocation } from "./auth/revocation.ts";
import { requireDeclaredAccess } from "./auth/route-access.ts";
import { sessionStore } from "./auth/session-store.ts";
import type { BackupKey } from "./backup/backup-key.ts";
import { backupService } from "./backup/backup-service.ts";
import type { Database } from "./database/open-database.ts";
import { documentRoutes } from "./documents/document-routes.ts";
import { documentStore } from "./documents/document-store.ts";
import { ApiError } from "./errors/api-error.ts";
import { answerErrors, sendError } from "./errors/error-replies.ts";
import type { GatewayMetrics } from "./gateway-metrics.ts";
import { type HealthCheck, healthChecks } from "./health/health-checks.ts";
import { healthRoutes } from "./health/health-routes.ts";
import { type OpenAiClient, openAiClient } from "./openai/openai-client.ts";
import { openAiEmbedder } from "./openai/openai-embedder.ts";
import { describeRoutes } from "./openapi/describe-routes.ts";
import { opsRoutes } from "./ops/ops-routes.ts";
import { noAnswerCache, redisAnswerCache } from "./rag/answer-cache.ts";
import type { Answerer } from "./rag/answerer.ts";
import { chatAnswerer } from "./rag/chat-answerer.ts";
import { extractiveAnswerer } from "./rag/extractive-answerer.ts";
import { ragRoutes } from "./rag/rag-routes.ts";
import { limitRates } from "./rate-limits/rate-limits.ts";
import { redisRateLimitStore } from "./rate-limits/redis-rate-limit-store.ts";
import type { Embedder } from "./search/embedding.ts";
import { hashedEmbedder } from "./search/hashed-embedder.ts";
import { qdrantIndex } from "./search/qdrant-index.ts";
import { storedVectors } from "./search/stored-vectors.ts";
import { vectorSearch } from "./search/vector-search.ts";
import type { Settings } from "./settings.ts";
import { untraced } from "./untraced.ts";

const largestJsonBodyBytes = 64 * 1024;
const requestTimeoutMillis = 60_000;
const providerCheckEveryMillis = 60_000;
const pruneEveryMillis = 60 * 60_000;

export interface AppDependencies {
  readonly settings: Settings;
  readonly database: Pick<Database, "pool" | "vectors">;
  readonly redis: Redis | undefined;
  readonly trail: AuditTrail;
  readonly telemetry: Telemetry;
  readonly metrics: GatewayMetrics;
  readonly jwtSecret: string;
  readonly backupKey: BackupKey;
}

/** The gateway's HTTP application, not yet listening. Its database is migrated. */
export async function buildApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const { settings, redis, trail, telemetry, metrics, jwtSecret, backupKey } = dependencies;
  const { pool, vectors } = dependencies.database;
  const app = Fastify({
    logger: false,
    bodyLimit: largestJsonBodyBytes,
    requestTimeout: requestTimeoutMillis,
    trustProxy: settings.trustProxy ? "loopback" : false,
    genReqId: () => randomUUID(),
    // A path that cannot be decoded never reaches a route; the default answer repeats it.
    frameworkErrors: (_error, request, reply) => sendError(new ApiError("REQUEST_INVALID"), request, reply),
  });
  answerErrors(app);
  if (!settings.metricsEnabled) hideMetrics(app);
  telemetry.observe(app);

  const tokens = accessTokens(jwtSecret);
  const accounts = accountStore(pool);
  const sessions = sessionStore(pool);
  const failures = loginFailures(pool, settings.lockOut);
  const revocation = measuredRevocation(
    redis === undefined
      ? databaseRevocation(sessions)
      : redisRevocation({ redis, sessions, token: trail.token }),
    metrics,
  );
  const cache = redis === undefined ? noAnswerCache : redisAnswerCache(redis, jwtSecret, trail.token);
  const documents = documentStore(pool, vectors);
  const openAi = settings.openAi === undefined ? undefined : openAiClient(settings.openAi, { telemetry });
  const { embedder, answerer } = intelligence(openAi, settings.openAi?.model);
  const index =
    settings.qdrant === undefined
      ? undefined
      : qdrantIndex({
          settings: settings.qdrant,
          token: trail.token,
          telemetry,
          everything: () => storedVectors(pool),
        });
  const search = vectorSearch({ pool, vectors, index, embedder, metrics, telemetry });
  const backups = backupService({
    pool,
    settings: settings.backup,
    key: backupKey,
    trail,
    telemetry,
    metrics,
  });
  const probe = vectors.literal([1]);
  const checks = healthChecks(
    [
      { component: "database", essential: true, probe: () => pool.query("SELECT 1") },
      { component: "token_revocation", essential: true, probe: () => revocation.probe() },
      {
        component: "vector_search",
        essential: true,
        probe: () => pool.query(`SELECT ${vectors.similarity(`'${probe}'::${vectors.type}`, `'${probe}'`)}`),
      },
      auditCheck(trail),
      { component: "backup", essential: false, probe: () => backups.probe() },
      ...(redis === undefined
        ? []
        : [{ component: "redis", essential: true, probe: () => redis.ping() } satisfies HealthCheck]),
      ...(index === undefined
        ? []
        : [{ component: index.system, essential: true, probe: () => index.probe() } satisfies HealthCheck]),
      ...(openAi === undefined ? [] : [openAiCheck(openAi)]),
    ],
    telemetry,
  );

  auditRequests(app, trail);
  const limits = await limitRates(app, {
    limits: settings.rateLimits,
    token: trail.token,
    metrics,
    telemetry,
    ...(redis === undefined ? {} : { store: redisRateLimitStore(redis) }),
  });
  app.addHook("onRequest", limits.address);
  requireDeclaredAccess(app);
  await describeRoutes(app);
  requireSession(app, { tokens, revocation, telemetry });
  app.addHook("onRequest", limits.user);
  healthRoutes(app, checks);
  authRoutes(app, { accounts, sessions, revocation, failures, tokens, trail, metrics, telemetry });
  documentRoutes(app, { documents, embedder, index, search, cache, trail, metrics, telemetry });
  ragRoutes(app, { search, embedder, answerer, cache, trail, metrics, telemetry });
  adminRoutes(app, { accounts, revocation, failures, trail });
  opsRoutes(app, { checks, backups, telemetry });

  const prune = async (): Promise<void> => {
    try {
      await untraced(() => Promise.all([sessions.prune(), documents.prune(), failures.prune()]));
    } catch (error) {
      telemetry.log.warn({ err: error }, "what has expired could not be removed; tried again in an hour");
    }
  };
  const pruning = setInterval(() => void prune(), pruneEveryMillis);
  pruning.unref();
  app.addHook("onReady", async () => {
    await prune();
    if (settings.firstAdmin !== undefined) {
      const { firstAdmin } = settings;
      await untraced(() => ensureFirstAdmin(firstAdmin, { accounts, trail, telemetry }));
    }
    await untraced(() => checks.run());
    checks.start();
    backups.start();
  });
  app.addHook("onClose", async () => {
    clearInterval(pruning);
    checks.stop();
    backups.stop();
  });
  await app.ready();
  return app;
}

function auditCheck(trail: AuditTrail): HealthCheck {
  return {
    component: "audit_log",
    essential: true,
    probe: async () => {
      if (trail.isWorking()) return;
      const recorded = await trail.record({
        event: "log",
        action: "probe",
        outcome: "success",
        actor: "system",
      });
      if (!recorded) throw new Error("the audit log does not take entries");
    },
  };
}

/** Searches and lists go on without a provider: the gateway stays ready. */
function openAiCheck(client: OpenAiClient): HealthCheck {
  return {
    component: "openai",
    essential: false,
    everyMillis: providerCheckEveryMillis,
    probe: () => client.probe(),
  };
}

function intelligence(
  client: OpenAiClient | undefined,
  model = "",
): { readonly embedder: Embedder; readonly answerer: Answerer } {
  if (client === undefined) return { embedder: hashedEmbedder, answerer: extractiveAnswerer };
  return { embedder: openAiEmbedder(client), answerer: chatAnswerer(client, model) };
}

/** ENABLE_METRICS=false: the service still measures itself, and shows it to nobody. */
function hideMetrics(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (request.routeOptions.url === "/metrics") throw new ApiError("ROUTE_NOT_FOUND");
  });
}
