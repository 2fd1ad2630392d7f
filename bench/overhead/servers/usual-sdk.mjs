// Loaded by --import before anything else: instrumentations see only what is loaded after them.
import { register } from "node:module";
import FastifyOtelInstrumentation from "@fastify/otel";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { AlwaysOnSampler } from "@opentelemetry/sdk-trace-base";

register("@opentelemetry/instrumentation/hook.mjs", import.meta.url);

export const fastifyInstrumentation = new FastifyOtelInstrumentation();
export const sdk = new NodeSDK({
  serviceName: "overhead",
  sampler: new AlwaysOnSampler(),
  traceExporter: new OTLPTraceExporter({ url: `${process.env.OTLP_ENDPOINT}/v1/traces` }),
  instrumentations: [new HttpInstrumentation(), fastifyInstrumentation],
});
sdk.start();
