import type { IncomingMessage, ServerResponse } from "node:http";
import { context } from "@opentelemetry/api";
import type { ObservedRoute, ObservedRoutes } from "./observed-route.ts";
import { ObservedRequest, type RequestObservation } from "./request-observer.ts";

/** The template of the request's route, `/beds/:id`; nothing where it matched none. Never the path itself. */
export type RouteOf<Request extends IncomingMessage> = (request: Request) => string | undefined;

/** As Express and Connect call it; plain Node calls it with the handler as `next`. */
export type RequestMiddleware<Request extends IncomingMessage> = (
  request: Request,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** Observes servers that are not Fastify's. The route is asked for at each log line and when the response has ended: routers know it late. */
export function createRequestMiddleware<Request extends IncomingMessage>(
  observation: RequestObservation,
  routes: ObservedRoutes,
  routeOf: RouteOf<Request>,
): RequestMiddleware<Request> {
  return (request, response, next) => {
    const address = { port: request.socket.localPort, isSecure: "encrypted" in request.socket };
    const method = request.method ?? "";
    const routeNow = (): ObservedRoute => routes.of(method, routeOf(request), address);
    const current = new ObservedRequest(observation, routeNow(), request, response);
    current.routeNow = routeNow;
    response.setHeader("x-request-id", current.correlationId);
    response.once("close", () => current.finish());
    context.with(current.context, next);
  };
}
