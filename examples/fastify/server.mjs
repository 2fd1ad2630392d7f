// A Fastify application with metrics at /metrics, traces to OTLP_ENDPOINT and JSON lines on standard output, without PHI.
import { createTelemetry } from "@voiceassist/telemetry";
import Fastify from "fastify";

const { OTLP_ENDPOINT, PORT = "8080" } = process.env;
const telemetry = createTelemetry({
  serviceName: "bed-board",
  serviceVersion: "1.0.0",
  environment: process.env.ENVIRONMENT ?? "development",
  logLevel: "info",
  ...(OTLP_ENDPOINT === undefined ? {} : { otlpEndpoint: OTLP_ENDPOINT }),
});
const app = Fastify({ logger: false });
// Before plugins and routes; it adds GET /metrics.
telemetry.observe(app);

app.get("/beds/:id", async (request) => {
  telemetry.log.info({ url: request.url }, "bed looked up");
  return { free: await telemetry.span("look up bed", {}, async () => true) };
});

async function stop() {
  await app.close();
  await telemetry.shutdown(2_000);
  process.exit();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
telemetry.stopOnCrash(() => process.exit(1));
await app.listen({ port: Number(PORT), host: "127.0.0.1" });
telemetry.log.info({ port: app.server.address().port }, "listening");
