import { randomUUID } from "node:crypto";
import type { Telemetry } from "@voiceassist/telemetry";
import Fastify, { type FastifyInstance } from "fastify";
import type { Pool } from "pg";
import { accessTokens } from "./auth/access-token.ts";
import { accountStore } from "./auth/account-store.ts";
import { authRoutes } from "./auth/auth-routes.ts";
import { requireSession } from "./auth/require-session.ts";
import { sessionStore } from "./auth/session-store.ts";
import { documentRoutes } from "./documents/document-routes.ts";
import { documentStore } from "./documents/document-store.ts";
import { ApiError } from "./errors/api-error.ts";
import { answerErrors, sendError } from "./errors/error-replies.ts";
import { defineGatewayMetrics } from "./gateway-metrics.ts";
import { healthChecks } from "./health/health-checks.ts";
import { healthRoutes } from "./health/health-routes.ts";
import { openAiClient } from "./openai/openai-client.ts";
import { openAiEmbedder } from "./openai/openai-embedder.ts";
import type { Answerer } from "./rag/answerer.ts";
import { chatAnswerer } from "./rag/chat-answerer.ts";
import { extractiveAnswerer } from "./rag/extractive-answerer.ts";
import { ragRoutes } from "./rag/rag-routes.ts";
import type { Embedder } from "./search/embedding.ts";
import { hashedEmbedder } from "./search/hashed-embedder.ts";
import { vectorSearch } from "./search/vector-search.ts";
import type { OpenAiSettings } from "./settings.ts";
import { untraced } from "./untraced.ts";

const largestJsonBodyBytes = 64 * 1024;
const requestTimeoutMillis = 60_000;

export interface AppDependencies {
  readonly pool: Pool;
  readonly telemetry: Telemetry;
  readonly jwtSecret: string;
  readonly metricsEnabled: boolean;
  readonly openAi?: OpenAiSettings;
}

/** The gateway's HTTP application, not yet listening. Its database is migrated. */
export async function buildApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const { pool, telemetry } = dependencies;
  const app = Fastify({
    logger: false,
    bodyLimit: largestJsonBodyBytes,
    requestTimeout: requestTimeoutMillis,
    genReqId: () => randomUUID(),
    // A path that cannot be decoded never reaches a route; the default answer repeats it.
    frameworkErrors: (_error, request, reply) => sendError(new ApiError("REQUEST_INVALID"), request, reply),
  });
  answerErrors(app);
  if (!dependencies.metricsEnabled) hideMetrics(app);
  telemetry.observe(app);

  const metrics = defineGatewayMetrics(telemetry.metrics);
  const tokens = accessTokens(dependencies.jwtSecret);
  const sessions = sessionStore(pool);
  const documents = documentStore(pool);
  const { embedder, answerer } = intelligence(dependencies.openAi, { telemetry, metrics });
  const search = vectorSearch({ pool, embedder, metrics, telemetry });
  const checks = healthChecks({ pool, metrics, telemetry });

  requireSession(app, { tokens, sessions, telemetry });
  healthRoutes(app, checks);
  authRoutes(app, { accounts: accountStore(pool), sessions, tokens, metrics });
  documentRoutes(app, { documents, embedder, search, metrics, telemetry });
  ragRoutes(app, { search, embedder, answerer, metrics, telemetry });

  app.addHook("onReady", async () => {
    await untraced(() => Promise.all([sessions.prune(), documents.prune(), checks.run()]));
    checks.start();
  });
  app.addHook("onClose", async () => checks.stop());
  await app.ready();
  return app;
}

function intelligence(
  settings: OpenAiSettings | undefined,
  dependencies: Parameters<typeof openAiClient>[1],
): { readonly embedder: Embedder; readonly answerer: Answerer } {
  if (settings === undefined) return { embedder: hashedEmbedder, answerer: extractiveAnswerer };
  const client = openAiClient(settings, dependencies);
  return { embedder: openAiEmbedder(client), answerer: chatAnswerer(client, settings.model) };
}

/** ENABLE_METRICS=false: the service still measures itself, and shows it to nobody. */
function hideMetrics(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (request.routeOptions.url === "/metrics") throw new ApiError("ROUTE_NOT_FOUND");
  });
}
