import { createRequire } from "node:module";
import { isatty } from "node:tty";
import { type DestinationStream, destination as openDestination } from "pino";
import type PinoPretty from "pino-pretty";
import type { Metrics } from "../metrics.ts";

const standardOutput = 1;
/** Lines waiting for a reader of standard output; beyond this, lines are dropped and counted. */
const waitingBytes = 8 * 1024 * 1024;
/** A write for each line costs more than the line: fewer bytes wait for others, but not for long. */
const writeBytes = 4_096;
const longestWaitMillis = 20;

export interface LogDestination {
  readonly stream: DestinationStream;
  /** Writes what is waiting, so that the last lines of a service are not lost. */
  flush(): void;
}

/** Standard output: JSON lines, without blocking the service on a slow reader. For a person at a terminal, readable text. */
export function openStandardOutput(metrics: Metrics, environment: string): LogDestination {
  if (environment === "development" && isatty(standardOutput)) {
    const options = { destination: standardOutput, sync: true, messageKey: "message", ignore: "service" };
    // Only a person at a terminal needs it.
    const pretty = createRequire(import.meta.url)("pino-pretty") as typeof PinoPretty;
    return { stream: pretty(options), flush() {} };
  }
  const dropped = metrics.counter({
    name: "telemetry_log_lines_dropped_total",
    help: "Log lines dropped because the reader of standard output was too slow.",
    labels: [],
  });
  const stream = openDestination({
    dest: standardOutput,
    sync: false,
    maxLength: waitingBytes,
    minLength: writeBytes,
    periodicFlush: longestWaitMillis,
  });
  stream.on("drop", () => dropped.add({}));
  return { stream, flush: () => stream.flushSync() };
}
