import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance } from "fastify";
import { ApiError } from "../errors/api-error.ts";
import type { AccessTokenClaims, AccessTokens } from "./access-token.ts";
import type { SessionStore } from "./session-store.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; absent on public routes. */
    caller: AccessTokenClaims | undefined;
  }
}

const publicRoutes: ReadonlySet<string> = new Set([
  "/health",
  "/ready",
  "/metrics",
  "/api/auth/register",
  "/api/auth/login",
  "/api/auth/refresh",
]);

/** Asks every request for a live session, but for the public routes: a route that is forgotten here stays closed. */
export function requireSession(
  app: FastifyInstance,
  dependencies: {
    readonly tokens: AccessTokens;
    readonly sessions: SessionStore;
    readonly telemetry: Telemetry;
  },
): void {
  app.decorateRequest("caller", undefined);
  app.addHook("onRequest", async (request) => {
    if (request.is404 || publicRoutes.has(request.routeOptions.url ?? "")) return;
    const [scheme, token] = (request.headers.authorization ?? "").split(" ");
    if (scheme?.toLowerCase() !== "bearer" || token === undefined || token === "")
      throw new ApiError("AUTHENTICATION_REQUIRED");
    const claims = await dependencies.tokens.verify(token);
    if (claims === undefined) throw new ApiError("ACCESS_TOKEN_INVALID");
    if (!(await dependencies.sessions.isActive(claims.sessionId))) throw new ApiError("SESSION_REVOKED");
    request.caller = claims;
    dependencies.telemetry.setContext({ userId: claims.userId });
  });
}

/** The caller of a route that is not public. */
export function callerOf(request: { readonly caller: AccessTokenClaims | undefined }): AccessTokenClaims {
  if (request.caller === undefined) throw new ApiError("AUTHENTICATION_REQUIRED");
  return request.caller;
}
