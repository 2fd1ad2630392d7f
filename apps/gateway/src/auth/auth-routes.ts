import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { parseInput } from "../errors/parse-input.ts";
import type { GatewayMetrics } from "../gateway-metrics.ts";
import { type AccessTokens, accessTokenLifetimeSeconds } from "./access-token.ts";
import type { AccountStore } from "./account-store.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { callerOf } from "./require-session.ts";
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
const registration = z.object(
  {
    email,
    password: z
      .string({ error: longEnough })
      .min(shortestPasswordLength, { error: longEnough })
      .max(longestPasswordLength, { error: longEnough }),
  },
  body,
);
const credentials = z.object(
  {
    email,
    password: z.string({ error: "password must be a string" }).max(longestPasswordLength, {
      error: `password must be at most ${longestPasswordLength} characters long`,
    }),
  },
  body,
);
const refreshing = z.object(
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
}

export function authRoutes(
  app: FastifyInstance,
  dependencies: {
    readonly accounts: AccountStore;
    readonly sessions: SessionStore;
    readonly tokens: AccessTokens;
    readonly metrics: GatewayMetrics;
  },
): void {
  const { accounts, sessions, tokens, metrics } = dependencies;

  const tokenReply = async (session: StartedSession): Promise<TokenReply> => ({
    access_token: await tokens.sign(session),
    token_type: "Bearer",
    expires_in: accessTokenLifetimeSeconds,
    refresh_token: session.refreshToken,
  });

  app.post("/api/auth/register", async (request, reply) => {
    const account = parseInput(registration, request.body);
    const userId = await accounts.create(account.email, await hashPassword(account.password));
    if (userId === undefined) throw new ApiError("ACCOUNT_EXISTS");
    return await reply.code(201).send({ user_id: userId });
  });

  app.post("/api/auth/login", async (request) => {
    const given = parseInput(credentials, request.body);
    const account = await accounts.find(given.email);
    if (!(await passwordMatches(given.password, account?.passwordHash)) || account === undefined) {
      metrics.authenticationAttempts.add({ status: "failure", method: "password" });
      throw new ApiError("CREDENTIALS_INVALID");
    }
    const session = await sessions.start(account.userId);
    metrics.authenticationAttempts.add({ status: "success", method: "password" });
    return await tokenReply(session);
  });

  app.post("/api/auth/refresh", async (request) => {
    const given = parseInput(refreshing, request.body);
    const session = await sessions.refresh(given.refresh_token);
    if (session === "unknown" || session === "reused") {
      metrics.authenticationAttempts.add({ status: "failure", method: "refresh_token" });
      throw new ApiError(session === "reused" ? "REFRESH_TOKEN_REUSED" : "REFRESH_TOKEN_INVALID");
    }
    metrics.authenticationAttempts.add({ status: "success", method: "refresh_token" });
    return await tokenReply(session);
  });

  app.post("/api/auth/logout", async (request, reply) => {
    await sessions.revoke(callerOf(request).sessionId);
    return await reply.code(204).send();
  });
}
