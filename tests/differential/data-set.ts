/** One series of the data set: its labels and what it holds at a time. */
export interface DataSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** By the step of its grid. `undefined`: no sample; `"stale"`: a staleness marker. */
  readonly at: (step: number) => number | "stale" | undefined;
}

export const minutes: number = 24 * 60;
const millisPerMinute = 60_000;
/**
 * No sample lies on a whole second: a range or a lookback that ends on one then holds the same samples whether its left
 * end is open, as in Prometheus 3, or closed, as before.
 */
const offsetMillis = 7_123;

/** When the samples of a series are. */
export interface SampleGrid {
  readonly startMillis: number;
  readonly stepMillis: number;
  readonly steps: number;
}

/** One sample a minute for a day. */
export function dayGrid(startMillis: number): SampleGrid {
  return { startMillis, stepMillis: millisPerMinute, steps: minutes };
}

export function sampleMillis({ startMillis, stepMillis }: SampleGrid, step: number): number {
  return startMillis + step * stepMillis + offsetMillis;
}

export function timestampMillis(startMillis: number, minute: number): number {
  return sampleMillis(dayGrid(startMillis), minute);
}

/** A repeatable number from 0 to 1 for any numbers. */
function noise(...seeds: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const seed of seeds) {
    hash = Math.imul(hash ^ (seed + 0x9e3779b9), 0x01000193);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    hash ^= hash >>> 13;
  }
  return (hash >>> 0) / 2 ** 32;
}

/** A counter that grows by `rate` a minute, more or less, and starts again at each of `resets`. */
function counter(seed: number, rate: number, resets: readonly number[]): (minute: number) => number {
  const values: number[] = [];
  let value = Math.floor(noise(seed) * 1_000);
  for (let minute = 0; minute < minutes; minute++) {
    if (resets.includes(minute)) value = 0;
    value += Math.floor(noise(seed, minute) * rate * 2);
    values.push(value);
  }
  return (minute) => values[minute] ?? 0;
}

/** Leaves samples out from `from` to `to`; with `marked` the gap begins with a staleness marker. */
function withGap(at: DataSeries["at"], from: number, to: number, marked: boolean): DataSeries["at"] {
  return (minute) => {
    if (minute === from && marked) return "stale";
    return minute >= from && minute < to ? undefined : at(minute);
  };
}

const nodes = ["node-a", "node-b", "node-c", "node-d", "node-e"];
const endpoints = Array.from({ length: 10 }, (_, index) => `ep${index}`);
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;

function* requests(): Iterable<DataSeries> {
  for (const [node, instance] of nodes.entries()) {
    const resets = node === 4 ? [] : [300 + node * 61, 700 + node * 61, 1_111];
    for (const [place, endpoint] of endpoints.entries()) {
      for (const [kind, method] of ["GET", "POST", "PUT", "DELETE"].entries()) {
        for (const [answer, status] of ["200", "201", "404", "500", "503"].entries()) {
          const seed = node * 1_000 + place * 100 + kind * 10 + answer;
          const grown = counter(seed, (place + 1) * (answer === 0 ? 20 : 1), resets);
          const labels = { __name__: "http_requests_total", job: "api", instance, endpoint, method, status };
          if (seed % 17 === 3) yield { labels, at: withGap(grown, 400 + place, 460 + place, kind === 1) };
          else yield { labels, at: grown };
        }
      }
    }
  }
}

function* durations(): Iterable<DataSeries> {
  for (const [node, instance] of nodes.entries()) {
    for (const [place, endpoint] of endpoints.entries()) {
      const seed = 50_000 + node * 100 + place;
      const resets = [500 + node * 13];
      const parts = [...bounds, Number.POSITIVE_INFINITY].map((_, bucket) =>
        counter(seed + bucket * 7_919, 4, resets),
      );
      const upTo = (bucket: number) => (minute: number) =>
        parts.slice(0, bucket + 1).reduce((total, part) => total + part(minute), 0);
      const labels = { job: "api", instance, endpoint };
      const name = "request_duration_seconds";
      for (const [bucket, bound] of [...bounds, "+Inf"].entries()) {
        yield { labels: { ...labels, __name__: `${name}_bucket`, le: String(bound) }, at: upTo(bucket) };
      }
      yield { labels: { ...labels, __name__: `${name}_count` }, at: upTo(bounds.length) };
      const sum = (minute: number) =>
        parts.reduce((total, part, bucket) => total + part(minute) * (bounds[bucket] ?? 7.5) * 0.8, 0);
      yield { labels: { ...labels, __name__: `${name}_sum` }, at: sum };
    }
  }
}

function* gauges(): Iterable<DataSeries> {
  for (const [node, instance] of nodes.entries()) {
    for (let queue = 0; queue < 20; queue++) {
      const seed = 90_000 + node * 100 + queue;
      const at = (minute: number): number => {
        if (queue === 3 && minute % 97 === 5) return Number.NaN;
        if (queue === 4 && minute % 101 === 5)
          return minute % 2 === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
        return Math.floor(noise(seed, minute) * 200) - 60;
      };
      yield { labels: { __name__: "queue_depth", job: "worker", instance, queue: `q${queue}` }, at };
      const slow = (minute: number): number =>
        20 + queue + 5 * Math.sin((minute + queue * 30) / 120) + noise(seed, minute) * 0.25;
      yield {
        labels: { __name__: "room_temperature_celsius", job: "site", instance, room: `r${queue}` },
        at: slow,
      };
    }
  }
}

function* others(): Iterable<DataSeries> {
  for (const [node, instance] of nodes.entries()) {
    for (const [place, version] of ["v1", "v2"].entries()) {
      const change = 600 + node * 40;
      const at: DataSeries["at"] = (minute) => {
        if (place === 0) return minute < change ? 1 : minute === change ? "stale" : undefined;
        return minute >= change ? 1 : undefined;
      };
      yield { labels: { __name__: "build_info", job: "api", instance, version }, at };
    }
    yield {
      labels: { __name__: "node_capacity", job: "worker", instance, zone: node < 3 ? "north" : "south" },
      at: () => (node + 1) * 100,
    };
  }
  for (let kind = 0; kind < 40; kind++) {
    const grown = counter(130_000 + kind, 3, [800 + kind]);
    const labels = { __name__: "rare_events_total", job: "batch", kind: `k${kind}` };
    yield { labels, at: (minute) => (minute % 7 === kind % 7 ? grown(minute) : undefined) };
  }
  for (let place = 0; place < 50; place++) {
    const period = 20 + place;
    const labels = {
      __name__: "flapping",
      job: "batch",
      slot: `s${place}`,
      ...(place % 2 === 0 ? { odd: "no" } : {}),
    };
    const at: DataSeries["at"] = (minute) => {
      const phase = minute % (period * 2);
      if (phase < period) return place * 1.5 + (minute % 3);
      return phase === period && place % 3 !== 0 ? "stale" : undefined;
    };
    yield { labels, at };
  }
  const texts = [
    "plain",
    'with "quotes"',
    "back\\slash",
    "two\nlines",
    "päckchen",
    "日本",
    "a,b{c}",
    " spaced ",
    "",
    "UPPER",
  ];
  for (const [place, text] of texts.entries()) {
    yield {
      labels: { __name__: "odd_values", job: "batch", text, place: `p${place}` },
      at: (minute) => place + minute / 10,
    };
  }
  for (let place = 0; place < 85; place++) {
    const labels = { __name__: "tiny_and_huge", job: "batch", place: `p${place}` };
    const scale = 10 ** (place - 42);
    yield { labels, at: (minute) => (noise(170_000 + place, minute) - 0.3) * scale };
  }
}

/** 2,000 series over 24 hours, one sample a minute: counters with resets, gaps, staleness, classic histograms. */
export function dataSet(): readonly DataSeries[] {
  return [...requests(), ...durations(), ...gauges(), ...others()];
}
