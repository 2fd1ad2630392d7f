// Metrics, every trace, one access line a request, redaction.
import { createTelemetry } from "@voiceassist/telemetry";
import Fastify from "fastify";
import { addRoutes, serve } from "./application.mjs";

const telemetry = createTelemetry({
  serviceName: "overhead",
  serviceVersion: "1.0.0",
  environment: "production",
  otlpEndpoint: process.env.OTLP_ENDPOINT,
  spansPerSecond: Number.POSITIVE_INFINITY,
  logLevel: "info",
});
const app = Fastify({ logger: false });
telemetry.observe(app);
addRoutes(app);
await serve(app, () => telemetry.shutdown(1_000));
