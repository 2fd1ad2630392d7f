import { lastValue } from "../prometheus/aligned-series.ts";
import type { PanelSeries } from "./panel-data.ts";

/** The one number beside a panel's title, and what it is of. */
export interface Headline {
  readonly value: number | null;
  readonly of: string;
}

const summable: ReadonlySet<string> = new Set(["reqps", "cps"]);

/** The latest value of one series; of several rates their sum; of several other values the highest, by name. */
export function headline(series: readonly PanelSeries[], unit: string): Headline {
  const latest = series.map((item) => ({ name: item.name, value: lastValue(item.values) }));
  const known = latest.filter((item): item is { name: string; value: number } => item.value !== null);
  if (known.length === 0) return { value: null, of: "" };
  if (known.length === 1 && series.length === 1) return { value: known[0]?.value ?? null, of: "" };
  if (summable.has(unit)) return { value: known.reduce((sum, item) => sum + item.value, 0), of: "in total" };
  const highest = known.reduce((a, b) => (b.value > a.value ? b : a));
  return { value: highest.value, of: highest.name };
}
