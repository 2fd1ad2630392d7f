import { createRequire } from "node:module";
import { isatty } from "node:tty";
import type { DestinationStream } from "pino";
import type PinoPretty from "pino-pretty";
import type { Metrics } from "../metrics.ts";
import { LineWriter } from "./line-writer.ts";

const standardOutput = 1;
export interface LogDestination {
  readonly stream: DestinationStream;
  /** Writes what is waiting before it returns: a service that crashes may end at once. */
  flush(): void;
  /** Resolves when what is waiting was written, or after `timeoutMillis`. */
  drain(timeoutMillis: number): Promise<void>;
}

/** Standard output: JSON lines, without blocking the service on a slow reader. For a person at a terminal, readable text. */
export function openStandardOutput(metrics: Metrics, environment: string): LogDestination {
  if (environment === "development" && isatty(standardOutput)) {
    const options = { destination: standardOutput, sync: true, messageKey: "message", ignore: "service" };
    // Only a person at a terminal needs it.
    const pretty = createRequire(import.meta.url)("pino-pretty") as typeof PinoPretty;
    return { stream: pretty(options), flush() {}, async drain() {} };
  }
  const dropped = metrics.counter({
    name: "telemetry_log_lines_dropped_total",
    help: "Log lines dropped because the reader of standard output was too slow, or gone.",
    labels: [],
  });
  const writer = new LineWriter(standardOutput, (lines) => dropped.add({}, lines));
  process.once("exit", () => writer.flush());
  return {
    stream: writer,
    flush: () => writer.flush(),
    drain: (timeoutMillis) => writer.drain(timeoutMillis),
  };
}
