import { labelsKey } from "../label-set.ts";
import { compileMatcher } from "../matcher.ts";
import type { SelectRequest, Series, SeriesSource } from "../series-source.ts";
import { setStaleAt } from "../stale-marker.ts";
import type { LoadCommand, ScriptSeries } from "./test-script.ts";

/** What the load commands of a script have put in memory. */
export class MemorySource implements SeriesSource {
  readonly #series = new Map<string, Series>();

  load(command: LoadCommand): void {
    for (const one of command.series) {
      const added = toSeries(one, command.stepMillis);
      const key = labelsKey(one.labels);
      const known = this.#series.get(key);
      this.#series.set(key, known === undefined ? added : joined(known, added));
    }
  }

  select(request: SelectRequest): Promise<readonly Series[]> {
    const tests = request.matchers.map(compileMatcher).map((compiled) => {
      if (!compiled.ok) throw new Error(`PROMQLTEST_MATCHER: ${compiled.message}`);
      return compiled.matches;
    });
    const found = [...this.#series.values()]
      .filter(({ labels }) => tests.every((matches) => matches(labels)))
      .map((series) => between(series, request.afterMillis, request.untilMillis))
      .filter(({ timestamps }) => timestamps.length > 0);
    return Promise.resolve(found);
  }
}

function toSeries({ labels, samples }: ScriptSeries, stepMillis: number): Series {
  const kept = samples.map((sample, index) => ({ sample, index })).filter(({ sample }) => isStored(sample));
  const timestamps = Float64Array.from(kept, ({ index }) => index * stepMillis);
  const values = Float64Array.from(kept, ({ sample }) => (typeof sample === "number" ? sample : 0));
  for (const [position, { sample }] of kept.entries()) if (sample === "stale") setStaleAt(values, position);
  return { labels, timestamps, values };
}

function isStored(sample: unknown): boolean {
  return typeof sample === "number" || sample === "stale";
}

function joined(first: Series, second: Series): Series {
  const order: (readonly [source: Series, index: number])[] = [];
  for (const source of [first, second]) {
    for (let index = 0; index < source.timestamps.length; index++) order.push([source, index]);
  }
  order.sort(([left, at], [right, other]) => (left.timestamps[at] ?? 0) - (right.timestamps[other] ?? 0));
  return {
    labels: first.labels,
    timestamps: Float64Array.from(order, ([source, index]) => source.timestamps[index] ?? 0),
    values: Float64Array.from(order, ([source, index]) => source.values[index] ?? 0),
  };
}

function between(series: Series, afterMillis: number, untilMillis: number): Series {
  const { timestamps, values } = series;
  let from = 0;
  while (from < timestamps.length && (timestamps[from] ?? 0) <= afterMillis) from++;
  let to = from;
  while (to < timestamps.length && (timestamps[to] ?? 0) <= untilMillis) to++;
  return { labels: series.labels, timestamps: timestamps.slice(from, to), values: values.slice(from, to) };
}
