import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { trace } from "@opentelemetry/api";
import Fastify, { type FastifyInstance, type FastifyTypeProvider } from "fastify";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTelemetry } from "./create-telemetry.ts";
import type { Telemetry } from "./telemetry.ts";

// Real sockets on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

type LogLine = Readonly<Record<string, unknown>>;

/** A receiver that keeps the raw bytes of every export, as text: field values stand in protobuf as they are. */
async function startTraceReceiver(status = 200): Promise<{ url: string; received(): string; close(): void }> {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      bodies.push(request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body);
      response.writeHead(status, { "content-type": "application/x-protobuf" }).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received: () => Buffer.concat(bodies).toString("latin1"),
    close: () => server.close(),
  };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const attempts = 1_000;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await condition()) return;
    await delay(10);
  }
  throw new Error("the awaited condition did not come true");
}

let receiver: Awaited<ReturnType<typeof startTraceReceiver>>;
let telemetry: Telemetry;
let app: FastifyInstance;
let output: string[];
let address: string;

const lines = (): LogLine[] => output.map((line) => JSON.parse(line) as LogLine);
const metric = async (sample: string): Promise<string | undefined> =>
  (await telemetry.metrics.exposition()).split("\n").find((line) => line.startsWith(sample));
const accessLine = async (route: string): Promise<LogLine> => {
  const find = (): LogLine | undefined =>
    lines().find((line) => line.route === route && line.status !== undefined);
  await until(() => find() !== undefined);
  return find() ?? {};
};

beforeEach(async () => {
  receiver = await startTraceReceiver();
  output = [];
  telemetry = createTelemetry({
    serviceName: "ward-service",
    serviceVersion: "1.2.3",
    environment: "test",
    otlpEndpoint: receiver.url,
    logLevel: "info",
    logDestination: { write: (line) => void output.push(line) },
  });
  app = Fastify({ logger: false, forceCloseConnections: true });
  telemetry.observe(app);
});

afterEach(async () => {
  await app.close();
  await telemetry.shutdown(1_000);
  receiver.close();
});

const listen = async (): Promise<void> => {
  address = await app.listen({ port: 0, host: "127.0.0.1" });
};

describe("a request", () => {
  test("is counted, logged and traced under its route template", async () => {
    app.get("/patients/:id", async () => {
      telemetry.setContext({ userId: "0b6f4a0e-6f0f-4b0c-9d43-0d1c6a6f3a11" });
      telemetry.log.info({ shelf: 4 }, "looked up");
      return { ok: true };
    });
    await listen();
    const response = await fetch(`${address}/patients/4711?ward=7`);
    await response.text();

    const access = await accessLine("/patients/:id");
    const inner = lines().find((line) => line.message === "looked up");
    expect(access).toMatchObject({ method: "GET", status: 200, level: "info", service: "ward-service" });
    expect(access.trace_id).toMatch(/^[0-9a-f]{32}$/);
    expect(access.span_id).toMatch(/^[0-9a-f]{16}$/);
    expect(access.correlation_id).toBe(response.headers.get("x-request-id"));
    expect(Object.keys(access)).not.toContain("msg");
    expect(inner).toMatchObject({
      shelf: 4,
      route: "/patients/:id",
      user_id: "0b6f4a0e-6f0f-4b0c-9d43-0d1c6a6f3a11",
      trace_id: access.trace_id,
      correlation_id: access.correlation_id,
    });
    expect(await metric('http_requests_total{method="GET",endpoint="/patients/:id",status="200"}')).toMatch(
      / 1$/,
    );
    for (const bound of ["0.5", "1", "2"]) {
      expect(
        await metric(
          `http_request_duration_seconds_bucket{le="${bound}",method="GET",endpoint="/patients/:id",status="200"}`,
        ),
      ).toMatch(/ 1$/);
    }
    await telemetry.shutdown(1_000);
    expect(receiver.received()).toContain("GET /patients/:id");
    expect(receiver.received()).not.toContain("4711");
    expect(output.join("")).not.toContain("4711");
  });

  test("without a route is counted as unmatched", async () => {
    await listen();
    await (await fetch(`${address}/wp-login.php`)).text();
    await accessLine("unmatched");
    expect(await metric('http_requests_total{method="GET",endpoint="unmatched",status="404"}')).toMatch(
      / 1$/,
    );
    expect(await telemetry.metrics.exposition()).not.toContain("wp-login");
  });

  test("keeps its context after its body was parsed", async () => {
    app.post("/notes", async () => {
      telemetry.log.info({}, "noted");
      return { ok: true };
    });
    await listen();
    await fetch(`${address}/notes`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "x" }),
    });
    const access = await accessLine("/notes");
    expect(lines().find((line) => line.message === "noted")?.trace_id).toBe(access.trace_id);
    expect(await metric('http_request_size_bytes_sum{method="POST",endpoint="/notes"}')).toMatch(/ 12$/);
  });

  test("keeps its context in the error handler when a body that comes late is malformed", async () => {
    app.post("/notes", async () => ({ ok: true }));
    app.setErrorHandler((_error, _request, reply) => {
      telemetry.log.warn({}, "refused");
      return reply.status(400).send({ error: "bad" });
    });
    await listen();
    const late = httpRequest(`${address}/notes`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": 1 },
    });
    late.flushHeaders();
    await until(async () => (await metric('http_requests_in_progress{method="POST"')) !== undefined);
    late.end("{");
    await once(late, "response");
    const access = await accessLine("/notes");
    expect(access).toMatchObject({ status: 400, level: "info" });
    expect(lines().find((line) => line.message === "refused")?.trace_id).toBe(access.trace_id);
  });

  test("that fails is logged with its error and counted by its type", async () => {
    app.get("/fails", async () => {
      throw Object.assign(new Error("shelf is empty", { cause: new Error("nothing delivered") }), {
        code: "SHELF_EMPTY",
      });
    });
    app.setErrorHandler((_error, _request, reply) => reply.status(500).send({ error: "internal" }));
    await listen();
    await (await fetch(`${address}/fails`)).text();
    const access = await accessLine("/fails");
    expect(access).toMatchObject({
      level: "error",
      status: 500,
      err: {
        type: "Error",
        message: "shelf is empty",
        code: "SHELF_EMPTY",
        cause: { message: "nothing delivered" },
      },
    });
    expect(await metric('errors_total{error_type="SHELF_EMPTY",endpoint="/fails"}')).toMatch(/ 1$/);
    await telemetry.shutdown(1_000);
    expect(receiver.received()).toContain("exception.stacktrace");
  });

  test("that its client gives up is ended once, with status 499", async () => {
    let started = false;
    app.get("/slow", async (request) => {
      started = true;
      await once(request.raw, "close");
      return {};
    });
    await listen();
    const abort = new AbortController();
    const given = fetch(`${address}/slow`, { signal: abort.signal }).catch((error: Error) => error.name);
    await until(() => started);
    expect(await metric('http_requests_in_progress{method="GET",endpoint="/slow"}')).toMatch(/ 1$/);
    abort.abort();
    expect(await given).toBe("AbortError");
    expect(await accessLine("/slow")).toMatchObject({ status: 499 });
    expect(await metric('http_requests_in_progress{method="GET",endpoint="/slow"}')).toMatch(/ 0$/);
  });

  test.each([
    ["streamed", "/stream", 200],
    ["hijacked", "/hijacked", 200],
    ["broken while streaming", "/broken", 499],
    ["refused in a hook", "/refused", 401],
  ])("that is %s leaves nothing in progress", async (_case, route, status) => {
    app.get("/stream", (_request, reply) => reply.send(Readable.from(["a", "b"])));
    app.get("/hijacked", (_request, reply) => {
      reply.hijack();
      reply.raw.end("mine");
    });
    app.get("/broken", (_request, reply) =>
      reply.send(
        new Readable({
          read() {
            this.push("a");
            setImmediate(() => this.destroy(new Error("disk gone")));
          },
        }),
      ),
    );
    app.get("/refused", { onRequest: async (_request, reply) => reply.status(401).send() }, () => "never");
    await listen();
    await fetch(address + route)
      .then((response) => response.text())
      .catch(() => "cut off");
    expect(await accessLine(route)).toMatchObject({ status });
    expect(lines().filter((line) => line.status !== undefined)).toHaveLength(1);
    expect(await metric(`http_requests_in_progress{method="GET",endpoint="${route}"}`)).toMatch(/ 0$/);
  });

  test.each(["/metrics", "/health", "/ready"])("to %s is measured and not traced", async (route) => {
    if (route !== "/metrics") app.get(route, () => telemetry.span("probe work", {}, async () => "ok"));
    await listen();
    const response = await fetch(address + route);
    await response.text();
    await until(
      async () =>
        (await metric(`http_requests_total{method="GET",endpoint="${route}",status="200"}`)) !== undefined,
    );
    await telemetry.shutdown(1_000);
    expect(receiver.received()).toBe("");
    expect(output).toEqual([]);
  });
});

describe("trace context", () => {
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

  test("comes in, and goes out with every call to another service", async () => {
    const asked: IncomingHttpHeaders[] = [];
    const other = createServer((request, response) => {
      asked.push(request.headers);
      response.writeHead(503).end();
    });
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    app.get("/ask", async () => {
      const answer = await telemetry.fetch(
        { service: "pharmacy", operation: "stock" },
        `http://127.0.0.1:${port}/stock/4711?name=x`,
        { headers: { "x-own": "kept" } },
      );
      return { status: answer.status };
    });
    await listen();
    await fetch(`${address}/ask`, {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-00`, tracestate: "vendor=4711" },
    });
    expect(await accessLine("/ask")).toMatchObject({ trace_id: traceId });
    expect(asked[0]?.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect(asked[0]?.traceparent).not.toContain("00f067aa0ba902b7");
    expect(asked[0]).toMatchObject({ "x-own": "kept" });
    expect(asked[0]?.tracestate).toBeUndefined();
    expect(
      await metric('external_api_calls_total{service="pharmacy",operation="stock",status="503"}'),
    ).toMatch(/ 1$/);
    await telemetry.shutdown(1_000);
    expect(receiver.received()).toContain("GET pharmacy.stock");
    expect(receiver.received()).not.toContain("4711");
    other.close();
  });

  test("is joined by spans that others make through the OpenTelemetry API", async () => {
    let inner: string | undefined;
    app.get("/joined", async () => {
      const span = trace.getTracer("another library").startSpan("its work");
      inner = span.spanContext().traceId;
      span.end();
      return {};
    });
    await listen();
    await fetch(`${address}/joined`, { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
    expect(inner).toBe(traceId);
  });

  test("of a call that fails is counted as an error and thrown", async () => {
    const call = telemetry.fetch({ service: "pharmacy", operation: "stock" }, "http://127.0.0.1:1/");
    await expect(call).rejects.toThrow();
    expect(
      await metric('external_api_calls_total{service="pharmacy",operation="stock",status="error"}'),
    ).toMatch(/ 1$/);
  });
});

describe("no canary leaves", () => {
  const canaries = ["537-86-1294", "quentin.marlow@example.org", "MRN 84629173"];

  test("through body, query, path, headers, ids, user, names, events, errors, labels or log fields", async () => {
    app.post("/leaky/:id", async (request) => {
      telemetry.setContext({ userId: canaries[1] ?? "" });
      const all = canaries.join(" ");
      await telemetry.span(
        `reads ${all}`,
        { attributes: { [all]: all, note: [all], patient_name: "Quentin Marlow" } },
        async (span) => {
          span.addEvent(`saw ${all}`, { all });
          span.addLink({ context: span.spanContext(), attributes: { all } });
          span.setStatus({ code: 2, message: all });
          trace.getTracer(all, all).startSpan(all).end();
        },
      );
      telemetry.log.info(
        {
          body: request.body,
          query: request.query,
          headers: request.headers,
          url: request.url,
          [all]: 1,
          map: new Map([[all, all]]),
          lazy: { toJSON: () => ({ deep: all }) },
          time: all,
          patient: { patient_name: "Quentin Marlow" },
        },
        `message ${all}`,
      );
      const counter = telemetry.metrics.counter({ name: "leaks_total", help: "x", labels: ["what"] });
      counter.add({ what: all });
      throw new Error(`failed for ${all}`, { cause: new AggregateError([new Error(all)], all) });
    });
    await listen();
    const all = canaries.join(" ");
    const response = await fetch(`${address}/leaky/${encodeURIComponent(all)}?q=${encodeURIComponent(all)}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-note": all,
        "x-request-id": "537-86-1294",
        "user-agent": all,
        tracestate: `v=${canaries[0]}`,
        baggage: `patient=${canaries[0]}`,
      },
      body: JSON.stringify({ [all]: all, nested: [{ patient_name: "Quentin Marlow" }] }),
    });
    await response.text();
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f]{8}-/);
    await accessLine("/leaky/:id");
    await telemetry.shutdown(1_000);

    const exposition = await telemetry.metrics.exposition();
    expect(receiver.received()).toContain("POST /leaky/:id");
    expect(receiver.received()).toContain("[REDACTED:");
    for (const text of [receiver.received(), output.join(""), exposition]) {
      for (const canary of [...canaries, "Quentin Marlow"]) expect(text).not.toContain(canary);
    }
    for (const signal of ["traces", "logs", "metrics"]) {
      expect(
        await metric(`phi_redactions_total{boundary="service",signal="${signal}",type="ssn"}`),
      ).not.toMatch(/ 0$/);
      expect(
        await metric(`phi_redactions_total{boundary="service",signal="${signal}",type="failure"}`),
      ).toMatch(/ 0$/);
    }
  });
});

describe("a service", () => {
  test("says what it is before its first request", async () => {
    await listen();
    const response = await fetch(`${address}/metrics`);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const body = await response.text();
    expect(body).toContain("voiceassist_up 1\n");
    expect(body).toContain('voiceassist_info{version="1.2.3",environment="test"} 1\n');
    expect(body).toContain("active_connections 1\n");
    expect(body).toContain("nodejs_eventloop_lag_seconds");
  });

  test("is refused when the application logs around the redactor", async () => {
    const other = Fastify({ logger: { level: "info", stream: { write: () => {} } } });
    expect(() => telemetry.observe(other)).toThrow(
      expect.objectContaining({ code: "TELEMETRY_UNREDACTED_LOGGER" }),
    );
    await other.close();
  });

  test("can be one with any type provider", async () => {
    interface Provider extends FastifyTypeProvider {
      readonly validator: this["schema"];
    }
    const typed = Fastify({ logger: false }).withTypeProvider<Provider>();
    telemetry.observe(typed);
    expect((await typed.inject("/metrics")).statusCode).toBe(200);
    await until(
      async () => (await metric('http_requests_total{method="GET",endpoint="/metrics"')) !== undefined,
    );
    await typed.close();
  });

  test("stops in time when the trace receiver hangs, and counts what it could not send", async () => {
    const hanging = createServer(() => {});
    hanging.listen(0, "127.0.0.1");
    await once(hanging, "listening");
    const stopping = createTelemetry({
      serviceName: "ward-service",
      serviceVersion: "1",
      environment: "test",
      otlpEndpoint: `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`,
      logLevel: "info",
      logDestination: { write: () => {} },
    });
    for (let index = 0; index < 1_000; index += 1) await stopping.span("work", {}, async () => {});
    await stopping.shutdown(50);
    expect(await stopping.metrics.exposition()).toContain(
      'telemetry_spans_dropped_total{reason="export_failed"} 1000',
    );
    hanging.closeAllConnections();
    hanging.close();
  });

  test("is refused with an endpoint that is no HTTP URL", () => {
    expect(() =>
      createTelemetry({
        serviceName: "x",
        serviceVersion: "1",
        environment: "test",
        otlpEndpoint: "localhost:4318",
        logLevel: "info",
        logDestination: { write: () => {} },
      }),
    ).toThrow(expect.objectContaining({ code: "TELEMETRY_ENDPOINT_INVALID" }));
  });
});
