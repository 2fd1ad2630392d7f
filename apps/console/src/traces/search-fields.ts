import type { TraceSearch } from "../jaeger/jaeger-api.ts";
import { parseLogfmt } from "../jaeger/logfmt.ts";

/** The search form as it stands in the address. */
export interface SearchFields {
  readonly service: string;
  readonly operation: string;
  readonly tags: string;
  readonly min: string;
  readonly max: string;
  readonly limit: string;
}

export const fieldNames = ["service", "operation", "tags", "min", "max", "limit"] as const;
export const limits = ["20", "50", "100", "200"] as const;
export const defaultLimit = "50";
export const usualService = "voiceassist-api-gateway";

export function readSearchFields(params: URLSearchParams): SearchFields {
  const text = (name: string) => params.get(name) ?? "";
  const limit = limits.find((item) => item === params.get("limit")) ?? defaultLimit;
  return {
    service: text("service"),
    operation: text("operation"),
    tags: text("tags"),
    min: text("min"),
    max: text("max"),
    limit,
  };
}

export type CheckedSearch =
  | { readonly ok: true; readonly search: TraceSearch }
  | { readonly ok: false; readonly field: "tags" | "min" | "max"; readonly problem: string };

/** As Go writes durations, which Jaeger reads: `1.5s`, `250ms`, `1m30s`. */
const duration = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;

export function checkSearch(fields: SearchFields, service: string): CheckedSearch {
  const tags = parseLogfmt(fields.tags);
  if (!tags.ok) return { ok: false, field: "tags", problem: tags.problem };
  for (const field of ["min", "max"] as const) {
    const written = fields[field].trim();
    if (written !== "" && !duration.test(written)) {
      return { ok: false, field, problem: `“${written}” is not a duration; write 250ms or 1.5s` };
    }
  }
  const search = {
    service,
    operation: fields.operation,
    tags: tags.tags,
    minDuration: fields.min.trim(),
    maxDuration: fields.max.trim(),
    limit: Number(fields.limit),
  };
  return { ok: true, search };
}
