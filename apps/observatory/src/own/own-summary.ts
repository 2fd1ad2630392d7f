import type { OwnMetric } from "./own-metric.ts";

export interface OwnSummary extends OwnMetric {
  observe(value: number): void;
}

/** As the summaries of Prometheus' own client: quantiles of the last ten minutes. */
const windowMillis = 600_000;
/** More observations than this are forgotten earlier. */
const maxObservations = 2_000;

/** `quantiles`: from 0 to 1, ascending. */
export function createOwnSummary(
  name: string,
  help: string,
  quantiles: readonly number[],
  nowMillis: () => number,
): OwnSummary {
  let recent: { readonly atMillis: number; readonly value: number }[] = [];
  let sum = 0;
  let count = 0;
  return {
    name,
    help,
    type: "summary",
    observe(value) {
      sum += value;
      count += 1;
      recent.push({ atMillis: nowMillis(), value });
      if (recent.length > 2 * maxObservations) recent = recent.slice(-maxObservations);
    },
    *samples() {
      const sinceMillis = nowMillis() - windowMillis;
      const values = recent
        .slice(-maxObservations)
        .filter(({ atMillis }) => atMillis >= sinceMillis)
        .map(({ value }) => value)
        .sort((left, right) => left - right);
      for (const quantile of quantiles) {
        const place = Math.max(Math.ceil(quantile * values.length) - 1, 0);
        yield { suffix: "", labels: `quantile="${quantile}"`, value: values[place] ?? Number.NaN };
      }
      yield { suffix: "_sum", labels: "", value: sum };
      yield { suffix: "_count", labels: "", value: count };
    },
  };
}
