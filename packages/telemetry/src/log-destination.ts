import { type DestinationStream, destination as openDestination } from "pino";
import type { Metrics } from "./metrics.ts";

const standardOutput = 1;
/** Lines waiting for a reader of standard output; beyond this, lines are dropped and counted. */
const waitingBytes = 8 * 1024 * 1024;

export interface LogDestination {
  readonly stream: DestinationStream;
  /** Writes what is waiting, so that the last lines of a service are not lost. */
  flush(): void;
}

/** Standard output, without blocking the service on a slow reader. */
export function openStandardOutput(metrics: Metrics): LogDestination {
  const dropped = metrics.counter({
    name: "telemetry_log_lines_dropped_total",
    help: "Log lines dropped because the reader of standard output was too slow.",
    labels: [],
  });
  dropped.add({}, 0);
  const stream = openDestination({ dest: standardOutput, sync: false, maxLength: waitingBytes });
  stream.on("drop", () => dropped.add({}));
  return { stream, flush: () => stream.flushSync() };
}
