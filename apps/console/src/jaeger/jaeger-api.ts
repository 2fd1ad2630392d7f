import { asArrayOrNull, asRecord, asString, asStrings, isRecord } from "../http/decode.ts";
import { type Outcome, requestJson } from "../http/request.ts";
import type { TimeRange } from "../time/time-range.ts";
import { decodeTraces } from "./decode-traces.ts";
import type { Trace } from "./trace.ts";

const base = "/api/datasources/proxy/uid/jaeger/api";

export interface TraceSearch {
  readonly service: string;
  /** Empty for all. */
  readonly operation: string;
  readonly tags: Readonly<Record<string, string>>;
  /** As Jaeger writes durations, `250ms`; empty for none. */
  readonly minDuration: string;
  readonly maxDuration: string;
  readonly limit: number;
}

export function searchTraces(
  search: TraceSearch,
  window: TimeRange,
  signal: AbortSignal,
): Promise<Outcome<readonly Trace[]>> {
  const params = new URLSearchParams({
    service: search.service,
    limit: String(search.limit),
    start: String(window.fromSeconds * 1_000_000),
    end: String(window.toSeconds * 1_000_000),
  });
  if (search.operation !== "") params.set("operation", search.operation);
  if (Object.keys(search.tags).length > 0) params.set("tags", JSON.stringify(search.tags));
  if (search.minDuration !== "") params.set("minDuration", search.minDuration);
  if (search.maxDuration !== "") params.set("maxDuration", search.maxDuration);
  return requestJson(`${base}/traces?${params.toString()}`, decodeTraces, signal);
}

export function findTrace(traceId: string, signal: AbortSignal): Promise<Outcome<readonly Trace[]>> {
  return requestJson(`${base}/traces/${encodeURIComponent(traceId)}`, decodeTraces, signal);
}

export function serviceNames(signal: AbortSignal): Promise<Outcome<readonly string[]>> {
  const decode = (body: unknown) => asStrings(asRecord(body, "the answer").data, "data").toSorted();
  return requestJson(`${base}/services`, decode, signal);
}

/** Jaeger answers names, or objects with a `name` in newer versions. */
function decodeOperations(body: unknown): readonly string[] {
  const items = asArrayOrNull(asRecord(body, "the answer").data, "data");
  return items.map((item, at) => asString(isRecord(item) ? item.name : item, `data[${at}]`)).toSorted();
}

export function operationNames(service: string, signal: AbortSignal): Promise<Outcome<readonly string[]>> {
  return requestJson(`${base}/services/${encodeURIComponent(service)}/operations`, decodeOperations, signal);
}
