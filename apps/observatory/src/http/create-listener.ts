import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { isLoopbackHost } from "./host-check.ts";

/** Longest body that a query may have (Prometheus' POST form). Receivers set their own. */
const queryBodyLimitBytes = 1_024 * 1_024;
const maxParameterCharacters = 1_024;
const requestTimeoutMillis = 60_000;
const keepAliveTimeoutMillis = 72_000;

/** A listener that answers loopback names only, never echoes what it was sent, and logs nothing of it. */
export function createListener(onFailure: (error: unknown) => void): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: queryBodyLimitBytes,
    requestTimeout: requestTimeoutMillis,
    keepAliveTimeout: keepAliveTimeoutMillis,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: maxParameterCharacters },
    // An address that is not well-formed never reaches a route; the framework's own answer would quote it.
    frameworkErrors: (_error, _request, reply) => {
      const text = "the address of the request is not valid\n";
      reply.raw.writeHead(400, { "content-type": "text/plain; charset=utf-8" }).end(text);
    },
  });
  app.addHook("onRequest", async (request, reply) => {
    if (!isLoopbackHost(request.headers.host)) {
      return reply.code(403).type("text/plain").send("This listener answers to loopback host names only.\n");
    }
    return undefined;
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = clientStatus(error);
    if (status === 500) onFailure(error);
    return reply.code(status).send({ error: status === 500 ? "internal error" : statusText(status) });
  });
  return app;
}

/** For listeners without a page: an unknown path is a 404 and never HTML. */
export function refuseUnknownPaths(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type("text/plain; charset=utf-8").send("404 page not found\n"),
  );
}

/** The status of an error that the HTTP layer itself raised; 500 for anything else. */
export function clientStatus(error: FastifyError): number {
  const { statusCode } = error;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}

/** What a refused request may be told: Fastify's own messages quote parts of the request. */
export function statusText(status: number): string {
  switch (status) {
    case 404:
      return "not found";
    case 413:
      return "the body is too large";
    case 415:
      return "the media type of the body is not supported";
    default:
      return "the request is not valid";
  }
}
