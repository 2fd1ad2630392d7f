import { readdirSync } from "node:fs";
import { constants, monitorEventLoopDelay, PerformanceObserver, performance } from "node:perf_hooks";
import { getHeapSpaceStatistics } from "node:v8";
import type { Metrics } from "../metrics.ts";
import type { MetricRegistry } from "./metric-registry.ts";

const microsPerSecond = 1_000_000;
const millisPerSecond = 1_000;
const nanosPerSecond = 1_000_000_000;
const lagResolutionMillis = 10;
const collectionSeconds = [0.001, 0.01, 0.1, 1, 2, 5];

const collectionKinds: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MAJOR]: "major",
  [constants.NODE_PERFORMANCE_GC_MINOR]: "minor",
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: "incremental",
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: "weakcb",
};

interface CollectionEntry {
  readonly duration: number;
  readonly detail: { readonly kind: number };
}

/** Process, memory, garbage collection and event loop, under the names that other Node services use. */
export function observeProcess(registry: MetricRegistry, metrics: Metrics): { stop(): void } {
  const gauge = (name: string, help: string): { set(value: number): void } =>
    metrics.gauge({ name, help, labels: [] }).with({});
  const counter = (name: string, help: string): ((total: number) => void) => {
    const series = metrics.counter({ name, help, labels: [] }).with({});
    let last = 0;
    return (total) => {
      series.add(total - last);
      last = total;
    };
  };

  const cpu = counter("process_cpu_seconds_total", "User and system time.");
  const user = counter("process_cpu_user_seconds_total", "User time.");
  const system = counter("process_cpu_system_seconds_total", "System time.");
  const openFiles = gauge("process_open_fds", "Open file descriptors; only where /proc tells.");
  const resident = gauge("process_resident_memory_bytes", "Resident memory.");
  const heapTotal = gauge("nodejs_heap_size_total_bytes", "Heap that is reserved.");
  const heapUsed = gauge("nodejs_heap_size_used_bytes", "Heap in use.");
  const external = gauge("nodejs_external_memory_bytes", "Memory of buffers and bindings outside the heap.");
  const resources = gauge(
    "nodejs_active_resources_total",
    "Timers, sockets and requests that keep the event loop alive.",
  );
  const utilization = gauge(
    "nodejs_eventloop_utilization",
    "Share of time since the last scrape in which the event loop was busy.",
  );
  const lag = gauge("nodejs_eventloop_lag_seconds", "Mean delay of the event loop since the last scrape.");
  const lagMax = gauge(
    "nodejs_eventloop_lag_max_seconds",
    "Longest delay of the event loop since the last scrape.",
  );
  const lagP99 = gauge(
    "nodejs_eventloop_lag_p99_seconds",
    "99th percentile of the event loop's delay since the last scrape.",
  );
  const space = metrics.gauge({
    name: "nodejs_heap_space_size_used_bytes",
    help: "Heap in use by space.",
    labels: ["space"],
  });
  const collections = metrics.histogram({
    name: "nodejs_gc_duration_seconds",
    help: "Garbage collections by kind.",
    labels: ["kind"],
    buckets: collectionSeconds,
  });
  gauge("process_start_time_seconds", "Start of the process since the Unix epoch.").set(
    performance.timeOrigin / millisPerSecond,
  );
  metrics
    .gauge({
      name: "nodejs_version_info",
      help: "Always 1; the label says which Node runs.",
      labels: ["version"],
    })
    .set({ version: process.version }, 1);

  const delay = monitorEventLoopDelay({ resolution: lagResolutionMillis });
  delay.enable();
  let lastLoop = performance.eventLoopUtilization();
  const collected = new PerformanceObserver((list) => {
    // Node's types leave `detail` out.
    for (const entry of list.getEntries() as unknown as readonly CollectionEntry[]) {
      const kind = collectionKinds[entry.detail.kind] ?? "other";
      collections.observe({ kind }, entry.duration / millisPerSecond);
    }
  });
  collected.observe({ entryTypes: ["gc"] });

  // What the monitor records holds its own interval.
  const lagSeconds = (nanos: number): number =>
    Number.isFinite(nanos) ? Math.max(0, nanos / nanosPerSecond - lagResolutionMillis / millisPerSecond) : 0;

  registry.beforeExposition(() => {
    const used = process.cpuUsage();
    cpu((used.user + used.system) / microsPerSecond);
    user(used.user / microsPerSecond);
    system(used.system / microsPerSecond);
    const memory = process.memoryUsage();
    resident.set(memory.rss);
    heapTotal.set(memory.heapTotal);
    heapUsed.set(memory.heapUsed);
    external.set(memory.external);
    for (const { space_name, space_used_size } of getHeapSpaceStatistics()) {
      space.set({ space: space_name.replace(/_space$/, "") }, space_used_size);
    }
    resources.set(process.getActiveResourcesInfo().length);
    openFiles.set(openFileCount());
    lag.set(lagSeconds(delay.mean));
    lagMax.set(lagSeconds(delay.max));
    lagP99.set(lagSeconds(delay.percentile(99)));
    delay.reset();
    const loop = performance.eventLoopUtilization();
    utilization.set(performance.eventLoopUtilization(loop, lastLoop).utilization);
    lastLoop = loop;
  });

  return {
    stop() {
      delay.disable();
      collected.disconnect();
    },
  };
}

function openFileCount(): number {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    // Not Linux: the metric's help says so.
    return 0;
  }
}
