// An Express application with metrics at /metrics, traces to OTLP_ENDPOINT and JSON lines on standard output, without PHI.
import { createTelemetry } from "@voiceassist/telemetry";
import express from "express";

const { OTLP_ENDPOINT, PORT = "8080" } = process.env;
const telemetry = createTelemetry({
  serviceName: "bed-board",
  serviceVersion: "1.0.0",
  environment: process.env.ENVIRONMENT ?? "development",
  logLevel: "info",
  ...(OTLP_ENDPOINT === undefined ? {} : { otlpEndpoint: OTLP_ENDPOINT }),
});
const app = express();

// Before every route. The template of the path, never the path: it becomes a label and a span's name.
app.use(
  telemetry.middleware((request) => (request.route ? request.baseUrl + request.route.path : undefined)),
);
app.get("/metrics", (request, response) => telemetry.answerMetrics(request, response));
app.get("/beds/:id", async (request, response) => {
  const free = await telemetry.span("look up bed", {}, async () => true);
  telemetry.log.info({ url: request.url }, "bed looked up");
  response.json({ free });
});

const server = app.listen(Number(PORT), "127.0.0.1", () =>
  telemetry.log.info({ port: server.address().port }, "listening"),
);

async function stop() {
  server.close();
  await telemetry.shutdown(2_000);
  process.exit();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
telemetry.stopOnCrash(() => process.exit(1));
