import type { OwnMetric } from "./own-metric.ts";
import { labelText } from "./own-metric.ts";

export interface OwnCounter<Name extends string> extends OwnMetric {
  /** `amount` 0 makes the series exist. */
  add(labels: Readonly<Record<Name, string>>, amount: number): void;
}

/** A counter whose label values are constants of this program: its series are bounded by construction. */
export function createOwnCounter<Name extends string>(
  name: string,
  help: string,
  labelNames: readonly Name[],
): OwnCounter<Name> {
  const values = new Map<string, number>();
  return {
    name,
    help,
    type: "counter",
    add(labels, amount) {
      const key = labelText(labelNames, labels);
      values.set(key, (values.get(key) ?? 0) + amount);
    },
    *samples() {
      for (const [labels, value] of values) yield { suffix: "", labels, value };
    },
  };
}
