// The usual set-up: OpenTelemetry's SDK with the http and Fastify instrumentations, prom-client, pino.
import Fastify from "fastify";
import { pino } from "pino";
import { Counter, collectDefaultMetrics, Histogram } from "prom-client";
import { addRoutes, serve } from "./application.mjs";
import { fastifyInstrumentation, sdk } from "./usual-sdk.mjs";

collectDefaultMetrics();
const labelNames = ["method", "endpoint", "status"];
const requests = new Counter({ name: "http_requests_total", help: "x", labelNames });
const duration = new Histogram({ name: "http_request_duration_seconds", help: "x", labelNames });
const log = pino();

const app = Fastify({ logger: false });
await app.register(fastifyInstrumentation.plugin());
app.addHook("onResponse", (request, reply, done) => {
  const { method } = request;
  const endpoint = request.routeOptions.url;
  const status = reply.statusCode;
  const seconds = reply.elapsedTime / 1_000;
  requests.inc({ method, endpoint, status });
  duration.observe({ method, endpoint, status }, seconds);
  log.info({
    method,
    route: endpoint,
    status,
    duration_ms: reply.elapsedTime,
    request_id: request.id,
    service: "overhead",
  });
  done();
});
addRoutes(app);
await serve(app, () => sdk.shutdown());
