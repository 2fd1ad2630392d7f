import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance } from "fastify";
import { ApiError } from "../errors/api-error.ts";
import type { AccessTokenClaims, AccessTokens } from "./access-token.ts";
import type { Revocation } from "./revocation.ts";
import { accessOf } from "./route-access.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; absent on public routes. */
    caller: AccessTokenClaims | undefined;
  }
}

/** Asks every request for a live session of a role that the route is for, unless the route is declared public. */
export function requireSession(
  app: FastifyInstance,
  dependencies: {
    readonly tokens: AccessTokens;
    readonly revocation: Revocation;
    readonly telemetry: Telemetry;
  },
): void {
  const { tokens, revocation, telemetry } = dependencies;
  app.decorateRequest("caller", undefined);
  app.addHook("onRequest", async (request) => {
    const access = accessOf(request.routeOptions);
    if (request.is404 || access === "public") return;
    const [scheme, token] = (request.headers.authorization ?? "").split(" ");
    if (scheme?.toLowerCase() !== "bearer" || token === undefined || token === "")
      throw new ApiError("AUTHENTICATION_REQUIRED");
    const claims = await tokens.verify(token);
    if (claims === undefined) throw new ApiError("ACCESS_TOKEN_INVALID");
    // From here on the audit log knows who it was, refused or not.
    request.caller = claims;
    telemetry.setContext({ userId: claims.userId });
    if (!(await revocation.isActive(claims.sessionId))) throw new ApiError("SESSION_REVOKED");
    if (!access.includes(claims.role)) {
      telemetry.tracing.securityEvent("access denied", { "voiceassist.role": claims.role });
      throw new ApiError("ACCESS_DENIED");
    }
  });
}

/** The caller of a route that is not public. */
export function callerOf(request: { readonly caller: AccessTokenClaims | undefined }): AccessTokenClaims {
  if (request.caller === undefined) throw new ApiError("AUTHENTICATION_REQUIRED");
  return request.caller;
}
