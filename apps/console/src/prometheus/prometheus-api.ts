import { type Outcome, requestJson } from "../http/request.ts";
import type { TimeRange } from "../time/time-range.ts";
import { decodePrometheusResult, type PrometheusSeries } from "./prometheus-result.ts";

function address(datasourceUid: string, path: string, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(params).toString();
  return `/api/datasources/proxy/uid/${encodeURIComponent(datasourceUid)}/api/v1/${path}?${query}`;
}

export function queryInstant(
  datasourceUid: string,
  query: string,
  atSeconds: number,
  signal: AbortSignal,
): Promise<Outcome<readonly PrometheusSeries[]>> {
  const params = { query, time: String(atSeconds) };
  return requestJson(address(datasourceUid, "query", params), decodePrometheusResult, signal);
}

/** `window` should be aligned to the step (`alignToStep`), so that a refresh asks for the same instants again. */
export function queryRange(
  datasourceUid: string,
  query: string,
  window: TimeRange,
  stepSeconds: number,
  signal: AbortSignal,
): Promise<Outcome<readonly PrometheusSeries[]>> {
  const params = {
    query,
    start: String(window.fromSeconds),
    end: String(window.toSeconds),
    step: String(stepSeconds),
  };
  return requestJson(address(datasourceUid, "query_range", params), decodePrometheusResult, signal);
}
