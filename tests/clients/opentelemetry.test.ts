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

const place = freshPlace(21_000);
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

test("a stock OpenTelemetry program's trace, log and metric come back through the three APIs", async () => {
  const program = run(process.execPath, [`${repositoryRoot}/tests/clients/stock-opentelemetry-program.mjs`], {
    OTEL_EXPORTER_OTLP_ENDPOINT: url(place, "otlp"),
  });
  expect(await program.exited, program.stderr()).toBe(0);
  const traceId = program.stdout().trim();

  await eventually(
    () => getText(url(place, "jaeger", `/api/traces/${traceId}`)),
    (answer) => answer.includes('"read chart"') && answer.includes("stock-program"),
    withinMillis,
  );
  const query = encodeURIComponent('{service="stock-program"} |= "chart was read"');
  await eventually(
    () => getText(url(place, "loki", `/loki/api/v1/query_range?query=${query}`)),
    (answer) => answer.includes("chart was read"),
    withinMillis,
  );
  await eventually(
    () => getText(url(place, "prometheus", "/api/v1/query?query=charts_read_total")),
    (answer) => answer.includes('"7"') && answer.includes('"ward":"north"'),
    withinMillis,
  );
});
