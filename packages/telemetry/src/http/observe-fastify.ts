import { context } from "@opentelemetry/api";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ObservedRoutes, ServerAddress } from "./observed-route.ts";
import { ObservedRequest, type RequestObservation } from "./request-observer.ts";

/** On the raw response: an own property is faster to reach than a WeakMap's entry. */
const observedRequest: unique symbol = Symbol("observed request");

interface ObservedResponse {
  [observedRequest]?: ObservedRequest;
}

export function createFastifyObserver(
  observation: RequestObservation,
  routes: ObservedRoutes,
): (app: FastifyInstance) => void {
  return (app) => {
    let address: ServerAddress | undefined;
    app.server.on("connection", (socket) => {
      observation.metrics.connections.add({}, 1);
      socket.once("close", () => observation.metrics.connections.add({}, -1));
    });

    app.addHook("onRequest", (request, reply, done) => {
      address ??= { port: request.socket.localPort, isSecure: request.protocol === "https" };
      const template = request.is404 ? undefined : request.routeOptions.url;
      const route = routes.of(request.method, template, address);
      const current = new ObservedRequest(observation, route, request.raw, reply.raw);
      reply.header("x-request-id", current.correlationId);
      (reply.raw as ObservedResponse)[observedRequest] = current;
      // Fastify's onResponse hook would miss aborted and hijacked replies.
      reply.raw.once("close", finishObserved);
      // Fastify itself carries the context over the parsing of the body.
      context.with(current.context, done);
    });
    app.addHook("onError", (_request, reply, error, done) => {
      const current = (reply.raw as FastifyReply["raw"] & ObservedResponse)[observedRequest];
      if (current !== undefined) current.error ??= error;
      done();
    });
  };
}

function finishObserved(this: ObservedResponse): void {
  this[observedRequest]?.finish();
}
