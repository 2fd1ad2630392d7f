import type { Telemetry } from "@voiceassist/telemetry";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { ApiError } from "../errors/api-error.ts";
import { parseInput } from "../errors/parse-input.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import { type AccessTokens, accessTokenLifetimeSeconds } from "./access-token.ts";
import type { AccountStore } from "./account-store.ts";
import type { LoginFailures } from "./login-failures.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { callerOf } from "./require-session.ts";
import type { Revocation } from "./revocation.ts";
import { type Role, roles } from "./role.ts";
import type { SessionStore, StartedSession } from "./session-store.ts";

const shortestPasswordLength = 12;
const longestPasswordLength = 256;
const longestEmailLength = 254;
const longestTokenLength = 256;

const body = { error: "the body must be a JSON object" };
const email = z
  .email({ error: "email must be an e-mail address" })
  .max(longestEmailLength, { error: `email must be at most ${longestEmailLength} characters long` })
  .transform((address) => address.toLowerCase());
const longEnough = `password must be ${shortestPasswordLength} to ${longestPasswordLength} characters long`;
export const registration: z.ZodType<{ readonly email: string; readonly password: string }> = z.object(
  {
    email,
    password: z
      .string({ error: longEnough })
      .min(shortestPasswordLength, { error: longEnough })
      .max(longestPasswordLength, { error: longEnough }),
  },
  body,
);
export const credentials: z.ZodType<{ readonly email: string; readonly password: string }> = z.object(
  {
    email,
    password: z.string({ error: "password must be a string" }).max(longestPasswordLength, {
      error: `password must be at most ${longestPasswordLength} characters long`,
    }),
  },
  body,
);
export const refreshing: z.ZodType<{ readonly refresh_token: string }> = z.object(
  {
    refresh_token: z.string({ error: "refresh_token must be a string" }).max(longestTokenLength, {
      error: `refresh_token must be at most ${longestTokenLength} characters long`,
    }),
  },
  body,
);

interface TokenReply {
  readonly access_token: string;
  readonly token_type: "Bearer";
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly role: Role;
}

export function authRoutes(
  app: FastifyInstance,
  dependencies: {
    readonly accounts: AccountStore;
    readonly sessions: SessionStore;
    readonly revocation: Revocation;
    readonly failures: LoginFailures;
    readonly tokens: AccessTokens;
    readonly trail: AuditTrail;
    readonly metrics: GatewayMetrics;
    readonly telemetry: Telemetry;
  },
): void {
  const { accounts, sessions, revocation, failures, tokens, trail, metrics, telemetry } = dependencies;

  const tokenReply = async (session: StartedSession): Promise<TokenReply> => ({
    access_token: await tokens.sign(session),
    token_type: "Bearer",
    expires_in: accessTokenLifetimeSeconds,
    refresh_token: session.refreshToken,
    role: session.role,
  });

  const refuse = (method: "password" | "refresh_token", error: ApiError): never => {
    metrics.authenticationAttempts.add({ status: "failure", method });
    telemetry.tracing.securityEvent("authentication failed", { "voiceassist.reason": error.code });
    throw error;
  };

  app.post(
    "/api/auth/register",
    { config: { access: "public", audit: { event: "administration", action: "register" } } },
    async (request, reply) => {
      const account = parseInput(registration, request.body);
      const userId = await accounts.create({
        email: account.email,
        passwordHash: await hashPassword(account.password),
        role: "clinician",
      });
      if (userId === undefined) throw new ApiError("ACCOUNT_EXISTS");
      request.audited.subjects.add(trail.token("user", userId));
      return await reply.code(201).send({ user_id: userId });
    },
  );

  app.post(
    "/api/auth/login",
    { config: { access: "public", audit: { event: "authentication", action: "login" } } },
    async (request) => {
      const given = parseInput(credentials, request.body);
      const login = trail.token("login", given.email);
      request.audited.actor = login;
      const lockedSeconds = await failures.lockedSeconds(login);
      if (lockedSeconds > 0)
        return refuse("password", new ApiError("ACCOUNT_LOCKED", { retryAfterSeconds: lockedSeconds }));
      const account = await accounts.find(given.email);
      const matches = await passwordMatches(given.password, account?.passwordHash);
      if (!matches || account === undefined) {
        if (await failures.add(login)) await lockedOut(request, login);
        return refuse("password", new ApiError("CREDENTIALS_INVALID"));
      }
      request.audited.actor = trail.token("user", account.userId);
      request.audited.subjects.add(login);
      await failures.clear(login);
      const session = await sessions.start(account);
      metrics.authenticationAttempts.add({ status: "success", method: "password" });
      return await tokenReply(session);
    },
  );

  app.post(
    "/api/auth/refresh",
    { config: { access: "public", audit: { event: "authentication", action: "refresh" } } },
    async (request) => {
      const given = parseInput(refreshing, request.body);
      const session = await sessions.refresh(given.refresh_token);
      if (session === "unknown") return refuse("refresh_token", new ApiError("REFRESH_TOKEN_INVALID"));
      if ("reusedSessionId" in session) {
        await revocation.revoke(session.reusedSessionId);
        return refuse("refresh_token", new ApiError("REFRESH_TOKEN_REUSED"));
      }
      request.audited.actor = trail.token("user", session.userId);
      metrics.authenticationAttempts.add({ status: "success", method: "refresh_token" });
      return await tokenReply(session);
    },
  );

  app.post(
    "/api/auth/logout",
    {
      config: {
        access: roles,
        // Nobody is kept logged in because the log is full.
        audit: { event: "authentication", action: "logout", whenUnwritable: "answer" },
      },
    },
    async (request, reply) => {
      await revocation.revoke(callerOf(request).sessionId);
      return await reply.code(204).send();
    },
  );

  async function lockedOut(request: FastifyRequest, login: string): Promise<void> {
    metrics.accountLockouts.add({});
    telemetry.log.warn({}, "a log-in was locked after too many failures");
    await trail.record({
      event: "authentication",
      action: "lock",
      outcome: "success",
      actor: "system",
      subjects: [login],
      source: trail.token("address", request.ip),
    });
  }
}
