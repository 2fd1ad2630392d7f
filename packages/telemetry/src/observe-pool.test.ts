import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { context, createContextKey, ROOT_CONTEXT, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { Pool } from "pg";
import { Registry } from "prom-client";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createPoolObserver } from "./observe-pool.ts";
import { createMetrics } from "./prometheus-metrics.ts";
import { defineServiceMetrics } from "./service-metrics.ts";

vi.setConfig({ testTimeout: 30_000 });

const exporter = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer(
  "test",
);
const registry = new Registry();
const metrics = createMetrics(registry, createRedactor(defaultPolicy));
let database: PGlite;
let server: PGLiteSocketServer;
let pool: Pool;

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  database = await PGlite.create("memory://");
  server = new PGLiteSocketServer({ db: database, host: "127.0.0.1", port: 0 });
  await server.start();
  const port = Number(server.getServerConn().split(":").at(-1));
  pool = new Pool({ host: "127.0.0.1", port, user: "postgres", database: "postgres", max: 1 });
  createPoolObserver({
    tracer,
    registry,
    queryDuration: defineServiceMetrics(metrics, { version: "1", environment: "test" }).queryDuration,
  })(pool);
  await pool.query("CREATE TABLE notes (id int PRIMARY KEY, body text)");
}, 60_000);

afterAll(async () => {
  await pool.end();
  await server.stop();
  await database.close();
});

beforeEach(() => exporter.reset());

const spans = (): ReturnType<InMemorySpanExporter["getFinishedSpans"]> => exporter.getFinishedSpans();

test("a query becomes one client span without its literals and parameters", async () => {
  await pool.query("INSERT INTO notes VALUES (1, 'Quentin Marlow')");
  await pool.query({ text: "SELECT body FROM notes WHERE body = $1", values: ["Quentin Marlow"] });
  expect(spans().map((span) => span.name)).toEqual(["INSERT notes", "SELECT notes"]);
  expect(spans()[0]?.attributes).toEqual({
    "db.system.name": "postgresql",
    "db.operation.name": "INSERT",
    "db.collection.name": "notes",
    "db.query.summary": "INSERT notes",
    "db.query.text": "INSERT INTO notes VALUES (?, ?)",
  });
  expect(JSON.stringify(spans().map((span) => span.attributes))).not.toContain("Marlow");
  expect(await registry.getSingleMetricAsString("database_query_duration_seconds")).toContain(
    'database_query_duration_seconds_count{operation="select"}',
  );
});

test("a query in a transaction of a checked-out client is observed, in both calling styles", async () => {
  const client = await pool.connect();
  expect(await registry.getSingleMetricAsString("database_connections_active")).toMatch(/active 1$/m);
  await client.query("BEGIN");
  await new Promise<void>((resolve, reject) => {
    client.query("SELECT 1", [], (error) =>
      error === null || error === undefined ? resolve() : reject(error),
    );
  });
  await client.query("COMMIT");
  client.release();
  expect(spans().map((span) => span.name)).toEqual(["BEGIN", "SELECT", "COMMIT"]);
  expect(await registry.getSingleMetricAsString("voiceassist_db_connections_active")).toMatch(/active 0$/m);
  expect(await registry.getSingleMetricAsString("database_connections_max")).toMatch(/max [1-9]\d*$/m);
});

test("a query that waits for a connection joins the trace of its caller", async () => {
  const key = createContextKey("caller");
  const asked = ["first", "second", "third"].map((caller) => {
    const span = tracer.startSpan(caller);
    return context.with(trace.setSpan(ROOT_CONTEXT.setValue(key, caller), span), () => {
      span.end();
      return pool.query(`SELECT 1 AS ${caller}`);
    });
  });
  await Promise.all(asked);
  for (const caller of ["first", "second", "third"]) {
    const parent = spans().find((span) => span.name === caller);
    const query = spans().find((span) => String(span.attributes["db.query.text"]).endsWith(caller));
    expect(query?.parentSpanContext?.spanId).toBe(parent?.spanContext().spanId);
  }
});

test("a query that fails marks its span, and the caller gets the driver's error", async () => {
  await expect(pool.query("SELECT * FROM nowhere")).rejects.toMatchObject({ code: "42P01" });
  expect(spans()[0]?.status.code).toBe(SpanStatusCode.ERROR);
  expect(spans()[0]?.attributes["error.type"]).toBe("42P01");
  expect(spans()[0]?.events[0]?.name).toBe("exception");
});
