import { context } from "@opentelemetry/api";
import { suppressTracing } from "@opentelemetry/core";

/** Runs work that nobody asked for, such as a periodic check, without spans: they would bury the traces of requests. */
export function untraced<T>(work: () => T): T {
  return context.with(suppressTracing(context.active()), work);
}
