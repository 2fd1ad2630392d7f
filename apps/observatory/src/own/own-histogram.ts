import type { OwnMetric } from "./own-metric.ts";
import { labelText } from "./own-metric.ts";

export interface OwnHistogram<Name extends string> extends OwnMetric {
  observe(labels: Readonly<Record<Name, string>>, value: number): void;
}

interface Distribution {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** `bounds`: upper bounds of the buckets, ascending, in the unit that the name ends in. */
export function createOwnHistogram<Name extends string>(
  name: string,
  help: string,
  labelNames: readonly Name[],
  bounds: readonly number[],
): OwnHistogram<Name> {
  const distributions = new Map<string, Distribution>();
  return {
    name,
    help,
    type: "histogram",
    observe(labels, value) {
      const key = labelText(labelNames, labels);
      const known = distributions.get(key);
      const distribution = known ?? { counts: bounds.map(() => 0), sum: 0, count: 0 };
      if (known === undefined) distributions.set(key, distribution);
      distribution.sum += value;
      distribution.count += 1;
      const bucket = bounds.findIndex((bound) => value <= bound);
      if (bucket >= 0) distribution.counts[bucket] = (distribution.counts[bucket] ?? 0) + 1;
    },
    *samples() {
      for (const [labels, { counts, sum, count }] of distributions) {
        const prefix = labels === "" ? "" : `${labels},`;
        let cumulative = 0;
        for (const [index, bound] of bounds.entries()) {
          cumulative += counts[index] ?? 0;
          yield { suffix: "_bucket", labels: `${prefix}le="${bound}"`, value: cumulative };
        }
        yield { suffix: "_bucket", labels: `${prefix}le="+Inf"`, value: count };
        yield { suffix: "_sum", labels, value: sum };
        yield { suffix: "_count", labels, value: count };
      }
    },
  };
}
