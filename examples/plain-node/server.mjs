// A plain Node server with metrics at /metrics, traces to OTLP_ENDPOINT and JSON lines on standard output, without PHI.
import { createServer } from "node:http";
import { createTelemetry } from "@voiceassist/telemetry";

const { OTLP_ENDPOINT, PORT = "8080" } = process.env;
const telemetry = createTelemetry({
  serviceName: "bed-board",
  serviceVersion: "1.0.0",
  environment: process.env.ENVIRONMENT ?? "development",
  logLevel: "info",
  ...(OTLP_ENDPOINT === undefined ? {} : { otlpEndpoint: OTLP_ENDPOINT }),
});
const bed = /^\/beds\/[^/?]+/;
// The template of the path, never the path: it becomes a label and a span's name.
const observe = telemetry.middleware(({ url }) =>
  url === "/metrics" ? "/metrics" : bed.test(url ?? "") ? "/beds/:id" : undefined,
);

const server = createServer((request, response) => {
  observe(request, response, () => {
    if (request.url === "/metrics") telemetry.answerMetrics(request, response);
    else if (bed.test(request.url ?? "")) answerBed(request, response);
    else response.writeHead(404).end();
  });
});

function answerBed(request, response) {
  telemetry.log.info({ url: request.url }, "bed looked up");
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ free: true }));
}

async function stop() {
  server.close();
  await telemetry.shutdown(2_000);
  process.exit();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
telemetry.stopOnCrash(() => process.exit(1));
server.listen(Number(PORT), "127.0.0.1", () =>
  telemetry.log.info({ port: server.address().port }, "listening"),
);
