import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "./api-error.ts";
import { classifyError } from "./classify-error.ts";

/**
 * Answers every error, and every unknown route, as `{error: {code, message, request_id}}`. The cause of a failure is
 * logged by the telemetry's request line under the same request id.
 */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((thrown, request, reply) => sendError(classifyError(thrown), request, reply));
  app.setNotFoundHandler((request, reply) => sendError(new ApiError("ROUTE_NOT_FOUND"), request, reply));
}

export function sendError(error: ApiError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // Absent where the framework refuses a request before any hook has run.
  if ((request.audited as FastifyRequest["audited"] | undefined | null) != null)
    request.audited.reason = error.code.toLowerCase();
  if (error.retryAfterSeconds !== undefined) void reply.header("retry-after", error.retryAfterSeconds);
  return reply.code(error.statusCode).send(errorBody(error, request, reply));
}

export function errorBody(error: ApiError, request: FastifyRequest, reply: FastifyReply): object {
  return {
    error: {
      code: error.code,
      message: error.message,
      request_id: String(reply.getHeader("x-request-id") ?? request.id),
    },
  };
}
