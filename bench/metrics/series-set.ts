import type { Labels } from "@voiceassist/wire";

/** Invented series: how their values go on is decided by a seed, so that every run sends the same. */
export interface SeriesSet {
  readonly labels: readonly Labels[];
  /** The next value of each series, in their order. */
  readonly next: () => Float64Array;
}

const job = { job: "voiceassist-api-gateway", instance: "localhost:8000" };
const endpoints = ["/api/auth/login", "/api/auth/register", "/api/documents", "/api/query", "/api/users/me"];
const durationBounds = ["0.005", "0.01", "0.05", "0.1", "0.25", "0.5", "1", "2", "5", "10", "+Inf"];
const ragBounds = ["0.1", "0.5", "1", "2", "5", "10", "30", "60", "+Inf"];

/** `bucket` counts what the series before it counts, and more; `first bucket` begins a histogram. */
type Kind = "counter" | "gauge" | "constant" | "bucket" | "first bucket";

/** What the eight panels of the overview dashboard read. */
export function overviewSet(): SeriesSet {
  const series: (readonly [Kind, Labels])[] = [];
  for (const component of ["database", "llm", "redis", "vector"]) {
    series.push(["constant", { __name__: "health_check_status", ...job, component }]);
  }
  for (const endpoint of endpoints) {
    for (const status of ["200", "401", "404", "500"]) {
      series.push(["counter", { __name__: "http_requests_total", ...job, method: "POST", endpoint, status }]);
    }
    for (const le of durationBounds) {
      const labels = { method: "POST", endpoint, status: "200", le };
      series.push([
        bucketOf(le, durationBounds),
        { __name__: "http_request_duration_seconds_bucket", ...job, ...labels },
      ]);
    }
  }
  for (const le of ragBounds) {
    series.push([
      bucketOf(le, ragBounds),
      { __name__: "rag_query_duration_seconds_bucket", ...job, status: "success", le },
    ]);
  }
  for (const status of ["success", "failure"]) {
    for (const method of ["password", "token"]) {
      series.push(["counter", { __name__: "authentication_attempts_total", ...job, status, method }]);
    }
  }
  series.push(["gauge", { __name__: "active_connections", ...job }]);
  for (const name of ["database_connections_active", "database_connections_peak"]) {
    series.push(["gauge", { __name__: name, ...job }]);
  }
  return seriesSet(series);
}

function bucketOf(le: string, bounds: readonly string[]): Kind {
  return le === bounds[0] ? "first bucket" : "bucket";
}

/** One counter of many pods. */
export function wideSet(count: number): SeriesSet {
  return seriesSet(
    Array.from({ length: count }, (_, index) => [
      "counter",
      {
        __name__: "wide_requests_total",
        job: "wide",
        instance: `localhost:${10_000 + (index % 50)}`,
        endpoint: endpoints[index % endpoints.length] ?? "",
        status: String(200 + (index % 5)),
        pod: `pod-${index}`,
      },
    ]),
  );
}

function seriesSet(series: readonly (readonly [Kind, Labels])[]): SeriesSet {
  const random = randomOf(1);
  const values = new Float64Array(series.length);
  const rates = Float64Array.from(series, () => 1 + Math.floor(random() * 20));
  return {
    labels: series.map(([, labels]) => labels),
    next() {
      let added = 0;
      for (const [index, [kind]] of series.entries()) {
        if (kind === "bucket" || kind === "first bucket") {
          added = (kind === "bucket" ? added : 0) + Math.floor(random() * 3);
          values[index] = (values[index] ?? 0) + added;
        } else if (kind === "constant") values[index] = 1;
        else if (kind === "gauge") values[index] = Math.round(random() * 4_000) / 100;
        // A restart once in a while, of every series on its own.
        else if (random() < 0.00005) values[index] = 0;
        else values[index] = (values[index] ?? 0) + Math.floor(random() * (rates[index] ?? 1));
      }
      return values;
    },
  };
}

/** Marsaglia's xorshift, 32 bits: the same numbers in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
