import { compileRegex } from "@voiceassist/promql";
import type { FastifyReply, FastifyRequest } from "fastify";

const headers = {
  "access-control-allow-headers": "Accept, Authorization, Content-Type, Origin",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-expose-headers": "Date",
} as const;

export type AllowOrigin = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Lets pages of the origins that match `pattern`, an anchored RE2 pattern, read an answer; `.*` lets all of them. A
 * pattern that is empty matches no origin.
 */
export function allowOrigins(pattern: string): AllowOrigin {
  const compiled = compileRegex(pattern);
  const isAllowed = (origin: string): boolean => compiled.ok && compiled.regex.matches(origin);
  return (request, reply) => {
    reply.header("vary", "Origin");
    const { origin = "" } = request.headers;
    if (origin === "") return;
    reply.headers(headers);
    if (pattern === ".*") reply.header("access-control-allow-origin", "*");
    else if (isAllowed(origin)) reply.header("access-control-allow-origin", origin);
  };
}
