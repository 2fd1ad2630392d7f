import { expect, test } from "vitest";
import { createTelemetry } from "./create-telemetry.ts";
import { logFieldCatalogue } from "./signal-catalogue.ts";

test("a line holds no field of the library's own that the catalogue does not explain", async () => {
  const lines: string[] = [];
  const telemetry = createTelemetry({
    serviceName: "ward-service",
    serviceVersion: "1",
    environment: "test",
    logLevel: "debug",
    logDestination: { write: (line) => void lines.push(line) },
  });
  const { default: Fastify } = await import("fastify");
  const app = Fastify({ logger: false });
  telemetry.observe(app);
  app.get("/beds/:id", () => {
    telemetry.setContext({ userId: "0b6f4a0e-6f0f-4b0c-9d43-0d1c6a6f3a11" });
    telemetry.log.error({ err: new Error("no bed") }, "refused");
    return {};
  });
  await app.inject("/beds/4");
  await app.close();
  await telemetry.shutdown(1_000);
  const known = new Set(logFieldCatalogue.map(({ name }) => name));
  expect(lines.length).toBeGreaterThanOrEqual(1);
  for (const line of lines) {
    for (const field of Object.keys(JSON.parse(line) as object)) expect(known).toContain(field);
  }
});
