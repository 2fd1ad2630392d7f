import { afterAll, beforeAll, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  getText,
  type RunningProcess,
  ready,
  repositoryRoot,
  run,
  startObservatory,
  url,
} from "../system/running-process.ts";
import { portOffsets } from "../system/test-ports.ts";

const place = freshPlace(portOffsets.openTelemetryClient);
const withinMillis = 5_000;
let observatory: RunningProcess;

beforeAll(async () => {
  observatory = startObservatory(place);
  await ready(url(place, "prometheus", "/-/ready"));
});

afterAll(async () => {
  await observatory.stop();
  place.remove();
});

test.each([
  ["HTTP", "http/protobuf", "otlp", "none"],
  ["gRPC", "grpc", "otlpGrpc", "gzip"],
] as const)(
  "a stock OpenTelemetry program's trace, log and metric over %s come back through the three APIs",
  async (_, protocol, port, compression) => {
    const service = `stock-program-${port}`;
    const program = run(
      process.execPath,
      [`${repositoryRoot}/tests/clients/stock-opentelemetry-program.mjs`],
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: url(place, port),
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
        OTEL_EXPORTER_OTLP_COMPRESSION: compression,
        OTEL_SERVICE_NAME: service,
      },
    );
    expect(await program.exited, program.stderr()).toBe(0);
    const traceId = program.stdout().trim();

    await eventually(
      () => getText(url(place, "jaeger", `/api/traces/${traceId}`)),
      (answer) => answer.includes('"read chart"') && answer.includes(service),
      withinMillis,
    );
    const query = encodeURIComponent(`{service="${service}"} |= "chart was read"`);
    await eventually(
      () => getText(url(place, "loki", `/loki/api/v1/query_range?query=${query}`)),
      (answer) => answer.includes("chart was read"),
      withinMillis,
    );
    await eventually(
      () =>
        getText(
          url(
            place,
            "prometheus",
            `/api/v1/query?query=${encodeURIComponent(`charts_read_total{job="${service}"}`)}`,
          ),
        ),
      (answer) => answer.includes('"7"') && answer.includes('"ward":"north"'),
      withinMillis,
    );
  },
);

test("a reporter of Zipkin's sends spans, and they come back as traces", async () => {
  const id = "352bff9a74ca9ad2";
  const response = await fetch(url(place, "zipkin", "/api/v2/spans"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify([
      {
        id,
        traceId: id,
        name: "get /beds",
        kind: "SERVER",
        timestamp: Date.now() * 1_000,
        duration: 1_200,
        localEndpoint: { serviceName: "beds" },
      },
    ]),
  });
  expect(response.status, await response.text()).toBe(202);
  expect(await getText(url(place, "jaeger", "/api/services"))).toContain("beds");
  expect(await getText(url(place, "jaeger", `/api/traces/${id}`))).toContain("get /beds");
});
