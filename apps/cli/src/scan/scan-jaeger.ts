import { type Api, getData, isRecord, listOf } from "./get-json.ts";
import type { Inspector } from "./inspector.ts";
import type { Report } from "./report.ts";
import type { TimeRange } from "./time-range.ts";

const pageTraces = 100;

/** The traces of every service in the time range, newest first: names, tags, logs, warnings, processes. */
export async function scanJaeger(
  api: Api,
  range: TimeRange,
  maxTraces: number,
  inspector: Inspector,
  report: Report,
): Promise<void> {
  const services = await getData(api, "/api/services");
  if (!services.ok) return report.fail(services.problem);
  const seen = new Set<string>();
  for (const service of listOf(services.data)) {
    if (typeof service !== "string") continue;
    const place = { in: "service", service: inspector.safe(service) } as const;
    for (const [kind, count] of inspector.text(service)) report.add(place, kind, count);
    if (!(await scanService({ api, service, range, maxTraces, inspector, report, seen }))) return;
  }
}

interface ServiceScan {
  readonly api: Api;
  readonly service: string;
  readonly range: TimeRange;
  readonly maxTraces: number;
  readonly inspector: Inspector;
  readonly report: Report;
  /** Traces that were looked at, for this service or another. */
  readonly seen: Set<string>;
}

/** False after a failure. A page ends where the next, older one starts: Jaeger has no other way to page. */
async function scanService(scan: ServiceScan): Promise<boolean> {
  const { api, service, range, maxTraces, report, seen } = scan;
  let endMicros = range.endMillis * 1_000;
  for (let read = 0; read < maxTraces; ) {
    const asked = Math.min(pageTraces, maxTraces - read);
    const answer = await getData(api, "/api/traces", {
      service,
      start: String(range.startMillis * 1_000),
      end: String(endMicros),
      limit: String(asked),
    });
    if (!answer.ok) {
      report.fail(answer.problem);
      return false;
    }
    const traces = listOf(answer.data).filter(isRecord);
    const fresh = traces.filter((trace) => !seen.has(String(trace.traceID)));
    for (const trace of fresh) {
      seen.add(String(trace.traceID));
      inspectTrace(trace, scan);
    }
    if (traces.length < asked) return true;
    read += traces.length;
    const earliest = Math.min(endMicros, ...traces.map(latestStart));
    // Another page of the same traces would say nothing new.
    if (earliest >= endMicros && fresh.length === 0) break;
    endMicros = earliest < endMicros ? earliest : endMicros - 1;
  }
  report.bound(`Stopped after ${maxTraces} traces of a service; read more by --limit, or less by --since.`);
  return true;
}

/** When the last span of a trace starts: a search by service may have matched any of its spans. */
function latestStart(trace: Readonly<Record<string, unknown>>): number {
  const starts = listOf(trace.spans).flatMap((span) =>
    isRecord(span) && typeof span.startTime === "number" ? [span.startTime] : [],
  );
  return starts.reduce((latest, start) => Math.max(latest, start), Number.NEGATIVE_INFINITY);
}

function inspectTrace(trace: Readonly<Record<string, unknown>>, { inspector, report }: ServiceScan): void {
  const traceId = inspector.safe(String(trace.traceID));
  const spans = listOf(trace.spans).filter(isRecord);
  report.read(spans.length);
  for (const span of spans) {
    const spanId = inspector.safe(String(span.spanID));
    inspectText(spanId, "operation", span.operationName);
    inspectPairs(spanId, "tag", span.tags);
    for (const log of listOf(span.logs)) if (isRecord(log)) inspectPairs(spanId, "log", log.fields);
    for (const warning of listOf(span.warnings)) inspectText(spanId, "warning", warning);
    if (isRecord(span.process)) inspectPairs(spanId, "process tag", span.process.tags);
  }
  const processes = isRecord(trace.processes) ? Object.entries(trace.processes) : [];
  for (const [name, process] of processes) {
    if (isRecord(process)) inspectPairs(`of process ${inspector.safe(name)}`, "process tag", process.tags);
  }

  function inspectText(span: string, field: string, text: unknown): void {
    if (typeof text !== "string") return;
    for (const [kind, count] of inspector.text(text)) {
      report.add({ in: "trace", trace: traceId, span, field }, kind, count);
    }
  }

  function inspectPairs(span: string, what: string, pairs: unknown): void {
    for (const pair of listOf(pairs)) {
      if (!isRecord(pair) || typeof pair.key !== "string") continue;
      const { key } = pair;
      const place = { in: "trace", trace: traceId, span, field: `${what} ${inspector.safe(key)}` } as const;
      for (const kinds of [inspector.text(key), inspector.field(key, pair.value)]) {
        for (const [kind, count] of kinds) report.add(place, kind, count);
      }
    }
  }
}
