import { type Attributes, context, SpanKind } from "@opentelemetry/api";
import {
  ATTR_DB_COLLECTION_NAME,
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_SYSTEM_NAME,
} from "@opentelemetry/semantic-conventions";
import type { Pool, PoolClient } from "pg";
import type { Histogram, Metrics } from "./metrics.ts";
import { recordError } from "./recorded-error.ts";
import { describeSql, statementLengthCharacters } from "./sql-statement.ts";
import type { LeanTracer } from "./traces/lean-tracer.ts";
import type { SpanTemplate } from "./traces/span-template.ts";

/** Statements whose description is remembered: a service's statements are few, as they carry parameters. */
const rememberedStatementsLimit = 500;
const millisPerSecond = 1_000;

export interface PoolObservation {
  readonly tracer: LeanTracer;
  readonly metrics: Metrics;
  readonly beforeExposition: (collect: () => void) => void;
  readonly redact: (attributes: Attributes) => Attributes;
  readonly queryDuration: Histogram<"operation">;
}

/** A statement of the service, described and redacted once. */
interface ObservedStatement {
  readonly operation: string;
  readonly span: SpanTemplate;
}

type Callback = (...results: unknown[]) => unknown;

/** Observes the queries of pools. Streams and cursors (objects with `submit`) pass unobserved. */
export function createPoolObserver({
  tracer,
  metrics,
  beforeExposition,
  redact,
  queryDuration,
}: PoolObservation): (pool: Pool) => void {
  const pools: Pool[] = [];
  const statements = new Map<string, ObservedStatement>();
  const inUse = (): number => pools.reduce((sum, pool) => sum + pool.totalCount - pool.idleCount, 0);
  let peak = 0;
  const peakGauge = metrics.gauge({
    name: "database_connections_peak",
    help: "Most database connections that were in use at once since the last scrape.",
    labels: [],
  });
  beforeExposition(() => {
    peakGauge.set({}, peak);
    peak = inUse();
  });
  const most = metrics.gauge({
    name: "database_connections_max",
    help: "Database connections that may be open at once.",
    labels: [],
  });
  beforeExposition(() =>
    most.set(
      {},
      pools.reduce((sum, pool) => sum + (pool.options.max ?? 0), 0),
    ),
  );
  for (const name of ["database_connections_active", "voiceassist_db_connections_active"]) {
    const gauge = metrics.gauge({ name, help: "Database connections in use at the scrape.", labels: [] });
    beforeExposition(() => gauge.set({}, inUse()));
  }

  const describe = (text: string): ObservedStatement => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const { operation, summary, table, text: shape } = describeSql(text);
    const attributes = redact({
      [ATTR_DB_SYSTEM_NAME]: "postgresql",
      [ATTR_DB_OPERATION_NAME]: operation,
      [ATTR_DB_QUERY_SUMMARY]: summary,
      [ATTR_DB_QUERY_TEXT]: shape,
      ...(table !== undefined && { [ATTR_DB_COLLECTION_NAME]: table }),
    });
    const name = String(attributes[ATTR_DB_QUERY_SUMMARY] ?? operation);
    const statement: ObservedStatement = {
      operation: operation.toLowerCase(),
      span: { name, kind: SpanKind.CLIENT, attributes, export: undefined },
    };
    if (statements.size < rememberedStatementsLimit && text.length <= statementLengthCharacters) {
      statements.set(text, statement);
    }
    return statement;
  };

  const begin = ({ operation, span: template }: ObservedStatement): ((error?: unknown) => void) => {
    const startedMillis = performance.now();
    const span = tracer.startFromTemplate(template);
    return (error) => {
      queryDuration.observe({ operation }, (performance.now() - startedMillis) / millisPerSecond);
      if (error !== undefined && error !== null) recordError(span, error);
      span.end();
    };
  };

  const observeClient = (client: PoolClient): void => {
    const query = client.query.bind(client) as Callback;
    const observed = (...given: unknown[]): unknown => {
      const text = statementText(given[0]);
      if (text === undefined) return query(...given);
      const end = begin(describe(text));
      const callback = given.at(-1);
      if (typeof callback === "function") {
        const ended = context.bind(context.active(), (...results: unknown[]): unknown => {
          end(results[0]);
          return (callback as Callback)(...results);
        });
        return query(...given.slice(0, -1), ended);
      }
      const result = query(...given);
      if (result instanceof Promise) {
        // Only looks on: the caller gets the driver's own promise, and handles its rejection.
        result.then(() => end(), end);
      } else {
        end();
      }
      return result;
    };
    client.query = observed as typeof client.query;
  };

  return (pool) => {
    pools.push(pool);
    pool.on("connect", observeClient);
    pool.on("acquire", () => {
      peak = Math.max(peak, inUse());
    });
    // `pool.query` and waiting callers are called back from whoever releases a connection: without this, their
    // queries would join that request's trace.
    const connect = pool.connect.bind(pool) as Callback;
    const observedConnect = (callback?: Callback): unknown =>
      callback === undefined ? connect() : connect(context.bind(context.active(), callback));
    pool.connect = observedConnect as typeof pool.connect;
  };
}

function statementText(query: unknown): string | undefined {
  if (typeof query === "string") return query;
  if (typeof query !== "object" || query === null || "submit" in query || "callback" in query)
    return undefined;
  return "text" in query && typeof query.text === "string" ? query.text : undefined;
}
