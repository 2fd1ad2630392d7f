import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { context, createContextKey, ROOT_CONTEXT, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { prometheusText } from "./metrics/exposition.ts";
import { asItIs, createMetricRegistry } from "./metrics/metric-registry.ts";
import { createPoolObserver } from "./observe-pool.ts";
import { defineServiceMetrics } from "./service-metrics.ts";
import type { LeanSpan } from "./traces/lean-span.ts";
import { createTracerProvider } from "./traces/lean-tracer.ts";

vi.setConfig({ testTimeout: 30_000 });

let ended: LeanSpan[] = [];
const { own: tracer } = createTracerProvider((span) => void ended.push(span));
const registry = createMetricRegistry();
const metrics = registry.metrics(asItIs);
const sample = (start: string): string | undefined =>
  registry
    .exposition(prometheusText)
    .split("\n")
    .find((line) => line.startsWith(start));
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
    metrics,
    beforeExposition: registry.beforeExposition,
    redact: (attributes) => attributes,
    queryDuration: defineServiceMetrics(metrics, { version: "1", environment: "test" }).queryDuration,
  })(pool);
  await pool.query("CREATE TABLE notes (id int PRIMARY KEY, body text)");
}, 60_000);

afterAll(async () => {
  await pool.end();
  await server.stop();
  await database.close();
});

beforeEach(() => {
  ended = [];
});

test("a query becomes one client span without its literals and parameters", async () => {
  await pool.query("INSERT INTO notes VALUES (1, 'Quentin Marlow')");
  await pool.query({ text: "SELECT body FROM notes WHERE body = $1", values: ["Quentin Marlow"] });
  expect(ended.map((span) => span.name)).toEqual(["INSERT notes", "SELECT notes"]);
  expect(ended[0]?.template?.attributes).toEqual({
    "db.system.name": "postgresql",
    "db.operation.name": "INSERT",
    "db.collection.name": "notes",
    "db.query.summary": "INSERT notes",
    "db.query.text": "INSERT INTO notes VALUES (?, ?)",
  });
  expect(JSON.stringify(ended.map((span) => [span.attributes, span.template]))).not.toContain("Marlow");
  expect(sample('database_query_duration_seconds_count{operation="select"}')).toMatch(/ 1$/);
});

test("a query in a transaction of a checked-out client is observed, in both calling styles", async () => {
  const client = await pool.connect();
  expect(sample("database_connections_active")).toMatch(/active 1$/);
  await client.query("BEGIN");
  await new Promise<void>((resolve, reject) => {
    client.query("SELECT 1", [], (error) =>
      error === null || error === undefined ? resolve() : reject(error),
    );
  });
  await client.query("COMMIT");
  client.release();
  expect(ended.map((span) => span.name)).toEqual(["BEGIN", "SELECT", "COMMIT"]);
  expect(sample("voiceassist_db_connections_active")).toMatch(/active 0$/);
  expect(sample("database_connections_max")).toMatch(/max [1-9]\d*$/);
});

test("between two scrapes the most connections that were in use at once are remembered", async () => {
  sample("database_connections_peak");
  expect(sample("database_connections_peak")).toBe("database_connections_peak 0");
  await Promise.all([pool.query("SELECT 1"), pool.query("SELECT 2")]);
  expect(sample("database_connections_peak")).toBe("database_connections_peak 1");
  expect(sample("database_connections_peak")).toBe("database_connections_peak 0");
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
    const parent = ended.find((span) => span.name === caller);
    const query = ended.find((span) => String(span.template?.attributes["db.query.text"]).endsWith(caller));
    expect(query?.root).toBe(parent);
    expect(query?.parentWord0).toBe(parent?.spanWord0);
  }
});

test("a query that fails marks its span, and the caller gets the driver's error", async () => {
  await expect(pool.query("SELECT * FROM nowhere")).rejects.toMatchObject({ code: "42P01" });
  expect(ended[0]?.statusCode).toBe(SpanStatusCode.ERROR);
  expect(ended[0]?.attributes).toEqual(["error.type", "42P01"]);
  expect(ended[0]?.events?.[0]?.name).toBe("exception");
});
