import { eventually } from "../system/running-process.ts";
import { ask } from "./api-client.ts";
import { difference } from "./compare.ts";

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: string;
  readonly value: string;
  readonly activeAt: string;
  readonly keepFiringSince?: string;
}

/** Waits until both servers show the same alerts at one time: between two questions each may have evaluated again. */
export async function sameAlerts(real: string, ours: string): Promise<number> {
  const [expected] = await eventually(
    () => Promise.all([shownAlerts(real), shownAlerts(ours)]),
    ([left, right]) => left.length > 0 && left.join("\n") === right.join("\n"),
    20_000,
  );
  return expected.length;
}

/** To the millisecond, which is what we keep of a time. */
async function shownAlerts(server: string): Promise<readonly string[]> {
  const response = await fetch(`${server}/api/v1/alerts`);
  const { data } = (await response.json()) as { readonly data: { readonly alerts: readonly Alert[] } };
  return data.alerts
    .map(({ activeAt, keepFiringSince, ...alert }) =>
      JSON.stringify([
        sortedPairs(alert.labels),
        sortedPairs(alert.annotations),
        alert.state,
        alert.value,
        activeAt.slice(0, "2026-01-01T00:00:00.000".length),
        keepFiringSince?.slice(0, "2026-01-01T00:00:00.000".length),
      ]),
    )
    .sort();
}

function sortedPairs(texts: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(texts).sort(([left], [right]) => (left < right ? -1 : 1));
}

/** At the times of evaluations both have the same series of alerts. */
export async function alertSeriesDifferences(
  real: string,
  ours: string,
  slotsMillis: readonly number[],
): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const slotMillis of slotsMillis) {
    const time = String(slotMillis / 1_000);
    for (const query of ["ALERTS", "ALERTS_FOR_STATE"]) {
      const [expected, actual] = await Promise.all([
        ask(real, "query", { query, time }),
        ask(ours, "query", { query, time }),
      ]);
      const problem = difference(expected, actual, { isOrdered: false, hasAnnotations: false });
      if (problem !== undefined) differences.push(`${query} at ${time}: ${problem}`);
    }
  }
  return differences;
}
