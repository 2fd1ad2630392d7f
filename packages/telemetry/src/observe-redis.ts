import { SpanKind, type Tracer, trace } from "@opentelemetry/api";
import { ATTR_DB_OPERATION_NAME, ATTR_DB_SYSTEM_NAME } from "@opentelemetry/semantic-conventions";
import type { Counter, Histogram, Metrics } from "./metrics.ts";
import { recordError } from "./recorded-error.ts";

const millisPerSecond = 1_000;
const commandSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
/** Command names are the client's constants; a longer one is a mistake and could hold anything. */
const commandName = /^[a-z][a-z0-9._-]{0,31}$/;

interface RedisCommand {
  readonly name: string;
  readonly promise: Promise<unknown>;
}

/** What is used of an `ioredis` client: every command, single, in a pipeline or in a transaction, passes `sendCommand`. */
export interface RedisClient {
  // Method notation: the real client's parameter is its own, narrower class.
  sendCommand(command: RedisCommand, ...rest: never[]): unknown;
}

interface RedisMetrics {
  readonly operations: Counter<"operation" | "status">;
  readonly duration: Histogram<"operation">;
}

function defineRedisMetrics(metrics: Metrics): RedisMetrics {
  return {
    operations: metrics.counter({
      name: "redis_operations_total",
      help: "Redis commands by outcome.",
      labels: ["operation", "status"],
    }),
    duration: metrics.histogram({
      name: "redis_operation_duration_seconds",
      help: "Redis commands, waiting for a connection included.",
      labels: ["operation"],
      buckets: commandSeconds,
    }),
  };
}

/**
 * Observes every command of a client by its name alone: keys and arguments are never read. A command within a trace
 * has a client span; the client's own handshakes and checks have none.
 */
export function createRedisObserver(tracer: Tracer, metrics: Metrics): (client: RedisClient) => void {
  return (client) => {
    const { operations, duration } = defineRedisMetrics(metrics);
    const send = client.sendCommand.bind(client) as (command: RedisCommand, ...rest: unknown[]) => unknown;
    // A command that waited for the connection is sent a second time.
    const seen = new WeakSet<RedisCommand>();
    const observed = (command: RedisCommand, ...rest: unknown[]): unknown => {
      if (seen.has(command)) return send(command, ...rest);
      seen.add(command);
      const lowerName = command.name.toLowerCase();
      const operation = commandName.test(lowerName) ? lowerName : "other";
      const span =
        trace.getActiveSpan() === undefined
          ? undefined
          : tracer.startSpan(operation.toUpperCase(), {
              kind: SpanKind.CLIENT,
              attributes: {
                [ATTR_DB_SYSTEM_NAME]: "redis",
                [ATTR_DB_OPERATION_NAME]: operation.toUpperCase(),
              },
            });
      const startedMillis = performance.now();
      const end = (status: "success" | "error"): void => {
        operations.add({ operation, status });
        duration.observe({ operation }, (performance.now() - startedMillis) / millisPerSecond);
        span?.end();
      };
      // Only looks on: the caller gets the client's own promise, and handles its rejection.
      command.promise.then(
        () => end("success"),
        (error: unknown) => {
          if (span !== undefined) recordError(span, error);
          end("error");
        },
      );
      return send(command, ...rest);
    };
    client.sendCommand = observed as typeof client.sendCommand;
  };
}
