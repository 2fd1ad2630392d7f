import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { afterEach, expect, test } from "vitest";
import { createTelemetry } from "./create-telemetry.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function start(onRequest: (headers: IncomingHttpHeaders, body: Buffer) => void): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      onRequest(request.headers, Buffer.concat(chunks));
      response.end();
    });
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test("what fetch asks by itself is measured and joins the trace once it is observed, and nothing is observed twice", async () => {
  const asked: IncomingHttpHeaders[] = [];
  const exported: Buffer[] = [];
  const port = await start((headers) => void asked.push(headers));
  const receiverPort = await start((_headers, body) => void exported.push(body));
  const closedPort = await start(() => {});
  servers.pop()?.close();
  const telemetry = createTelemetry({
    serviceName: "ward-service",
    serviceVersion: "1",
    environment: "test",
    otlpEndpoint: `http://127.0.0.1:${receiverPort}`,
    logLevel: "fatal",
    logDestination: { write() {} },
  });
  const app = Fastify({ logger: false });
  telemetry.observe(app);
  telemetry.observeFetch();
  telemetry.observeFetch();
  const url = `http://localhost:${port}/stock/4711?name=x`;
  app.get("/ask", async () => {
    await fetch(url);
    await fetch(url, { headers: { traceparent: "kept" } });
    await telemetry.fetch({ service: "pharmacy", operation: "stock" }, url);
    await fetch(`http://localhost:${closedPort}/`).catch(() => {});
    return {};
  });
  await app.inject({ url: "/ask", headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
  const metrics = await telemetry.metrics.exposition();
  await app.close();
  await telemetry.shutdown(5_000);

  expect(asked.map(({ traceparent }) => traceparent)).toEqual([
    expect.stringContaining(traceId),
    "kept",
    expect.stringContaining(traceId),
  ]);
  const counted = 'external_api_calls_total{service="localhost",operation="get",status=';
  expect(metrics).toContain(`${counted}"200"} 2\n`);
  expect(metrics).toContain(`${counted}"error"} 1\n`);
  expect(metrics).toContain(
    'external_api_calls_total{service="pharmacy",operation="stock",status="200"} 1\n',
  );
  const spans = Buffer.concat(exported).toString("latin1");
  expect(spans).toContain("GET localhost");
  expect(spans).not.toContain("4711");
  // After the shutdown nothing listens any more.
  await fetch(url);
  expect(asked.at(-1)?.traceparent).toBeUndefined();
});
