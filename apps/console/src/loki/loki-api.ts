import { type Outcome, requestJson } from "../http/request.ts";
import type { LogLine } from "./log-line.ts";
import { decodeNames, decodeStreams } from "./loki-result.ts";

const base = "/api/datasources/proxy/uid/loki/loki/api/v1";

export interface LogRequest {
  readonly query: string;
  /** Unix epoch, nanoseconds; the start is included, the end is not. */
  readonly startUnixNano: bigint;
  readonly endUnixNano: bigint;
  readonly direction: "forward" | "backward";
  readonly limit: number;
}

export function queryLogs(request: LogRequest, signal: AbortSignal): Promise<Outcome<readonly LogLine[]>> {
  const params = new URLSearchParams({
    query: request.query,
    start: String(request.startUnixNano),
    end: String(request.endUnixNano),
    direction: request.direction,
    limit: String(request.limit),
  });
  return requestJson(`${base}/query_range?${params.toString()}`, decodeStreams, signal);
}

export function labelNames(signal: AbortSignal): Promise<Outcome<readonly string[]>> {
  return requestJson(`${base}/labels`, decodeNames, signal);
}

export function labelValues(name: string, signal: AbortSignal): Promise<Outcome<readonly string[]>> {
  return requestJson(`${base}/label/${encodeURIComponent(name)}/values`, decodeNames, signal);
}
