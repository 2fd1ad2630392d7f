import type { Span } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import { DailyRegister } from "./daily-register.ts";
import type { GroupCommit } from "./group-commit.ts";
import { operationsSql, servicesSql, spansOfTracesSql, traceIdsSql } from "./span-queries.ts";
import {
  operationRow,
  SPAN_OPERATIONS,
  SPANS,
  type SpanRow,
  serviceOf,
  spanOfRow,
  spanRow,
} from "./span-rows.ts";
import type { Sql } from "./sql.ts";
import type { SpanStore } from "./store.ts";
import { StoreError } from "./store-error.ts";
import { dayOfNano } from "./time.ts";

const MAX_SERVICES = 10_000;
const MAX_OPERATIONS = 10_000;
const MAX_SPANS_PER_READ = 50_000;

export function createSpanStore(clickHouse: ClickHouse, commits: GroupCommit): SpanStore {
  const knownOperations = new DailyRegister();

  const rows = <Row>(sql: Sql): Promise<readonly Row[]> =>
    clickHouse.rows(sql.text, sql.parameters) as Promise<readonly Row[]>;
  const texts = async (sql: Sql): Promise<readonly string[]> =>
    (await rows<{ readonly text: string }>(sql)).map((row) => row.text);

  const traces = async (traceIds: readonly string[]): Promise<ReadonlyMap<string, readonly Span[]>> => {
    if (traceIds.length === 0) return new Map();
    const found = await rows<SpanRow>(spansOfTracesSql(traceIds, MAX_SPANS_PER_READ + 1));
    if (found.length > MAX_SPANS_PER_READ) {
      const message = `${traceIds.length} traces hold more than ${MAX_SPANS_PER_READ} spans; ask for fewer traces.`;
      throw new StoreError("STORE_RESULT_TOO_LARGE", message);
    }
    return byTrace(found.map(spanOfRow));
  };

  return {
    async append(spans) {
      const operationRows = knownOperations.begin();
      let spanRows = "";
      for (const span of spans) {
        spanRows += spanRow(span);
        const day = dayOfNano(span.startUnixNano);
        operationRows.add(JSON.stringify([serviceOf(span), span.name, span.kind]), day, () =>
          operationRow(day, span),
        );
      }
      await commits.commit([
        { table: SPAN_OPERATIONS, rows: operationRows.text() },
        { table: SPANS, rows: spanRows },
      ]);
      operationRows.remember();
    },
    services: () => texts(servicesSql(MAX_SERVICES)),
    operations: (service) => rows(operationsSql(service, MAX_OPERATIONS)),
    async search(search) {
      const traceIds = await texts(traceIdsSql(search));
      const found = await traces(traceIds);
      return traceIds.map((traceId) => found.get(traceId) ?? []).filter((spans) => spans.length > 0);
    },
    async trace(traceId) {
      return (await traces([traceId])).get(traceId) ?? [];
    },
  };
}

/** A client that retried a batch wrote its spans twice: the last of one id stays. */
function byTrace(spans: readonly Span[]): ReadonlyMap<string, readonly Span[]> {
  const grouped = new Map<string, Map<string, Span>>();
  for (const span of spans) {
    const group = grouped.get(span.traceId) ?? new Map<string, Span>();
    group.set(span.spanId, span);
    grouped.set(span.traceId, group);
  }
  return new Map([...grouped].map(([traceId, group]) => [traceId, [...group.values()]]));
}
