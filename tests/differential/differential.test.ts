import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshPlace, ready, repositoryRoot, startObservatory, url } from "../system/running-process.ts";
import { ask } from "./api-client.ts";
import { difference } from "./compare.ts";
import { dataSet, minutes, timestampMillis } from "./data-set.ts";
import { knownDifference } from "./known-differences.ts";
import { type ComparedQuery, comparedQueries } from "./queries.ts";
import { findPrometheus, startPrometheus } from "./real-prometheus.ts";
import { remoteWrite } from "./remote-write.ts";

const program = findPrometheus();
const prometheusPort = 39_190;
const portOffset = 25_100;
const hourMillis = 3_600_000;
/** The data set ends two hours ago, so that nothing that is scraped now mixes with it. */
const startMillis = Math.floor(Date.now() / hourMillis) * hourMillis - (minutes / 60 + 2) * hourMillis;

interface Side {
  readonly real: string;
  readonly ours: string;
  stop(): Promise<void>;
}

let sides: Side | undefined;

beforeAll(async () => {
  if (program === undefined) return;
  const place = freshPlace(portOffset);
  const configDir = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
  cpSync(`${repositoryRoot}/infrastructure/observability`, configDir, { recursive: true });
  writeFileSync(`${configDir}/prometheus/prometheus.yml`, "scrape_configs: []\n");
  const observatory = startObservatory(place, {
    VOICEASSIST_CONFIG_DIR: configDir,
    // Half of the samples are then not among the newest: reads take every way that there is.
    SAMPLE_MEMORY_MEGABYTES: "72",
  });
  const prometheus = await startPrometheus(program, prometheusPort, "scrape_configs: []\n");
  await ready(url(place, "prometheus", "/-/ready"));
  sides = {
    real: prometheus.url,
    ours: `http://localhost:${9090 + place.portOffset}`,
    async stop() {
      await Promise.all([observatory.stop(), prometheus.stop()]);
      rmSync(configDir, { recursive: true, force: true });
      place.remove();
    },
  };
  const series = dataSet();
  await Promise.all(
    [sides.real, sides.ours].map((server) => remoteWrite(`${server}/api/v1/write`, series, startMillis)),
  );
});

afterAll(async () => {
  await sides?.stop();
});

const queryOffsetMillis = 23_000;
const concurrency = 4;
const shownDifferences = 40;

interface Comparison {
  readonly query: string;
  readonly route: "query" | "query_range";
  readonly parameters: Readonly<Record<string, string>>;
}

const seconds = (millis: number): string => String(millis / 1_000);
const at = (minute: number): number => timestampMillis(startMillis, minute) - 7_123 + queryOffsetMillis;

/** An instant and a range for each, which differ from query to query. */
function comparisonsOf(queries: readonly ComparedQuery[]): readonly Comparison[] {
  const grids = [
    { from: 900, minutes: 360, step: "300" },
    { from: 5, minutes: 1_440, step: "1020" },
    { from: 1_000, minutes: 45, step: "30" },
  ];
  return queries.flatMap(({ query }, index): readonly Comparison[] => {
    const grid = grids[index % grids.length] ?? { from: 0, minutes: 0, step: "1" };
    const range = {
      start: seconds(at(grid.from)),
      end: seconds(at(grid.from + grid.minutes)),
      step: grid.step,
    };
    return [
      { query, route: "query", parameters: { query, time: seconds(at(1_100 + (index % 200))) } },
      { query, route: "query_range", parameters: { query, ...range } },
    ];
  });
}

test.skipIf(program === undefined)(
  `queries over remote-written data answer as those of Prometheus ${program?.version ?? "(needs prometheus)"}`,
  async () => {
    if (sides === undefined || program === undefined) throw new Error("The servers did not start.");
    const { real, ours } = sides;
    const { major } = program;
    const queries = comparedQueries().filter(({ since }) => since <= major);
    const comparisons = comparisonsOf(queries);
    const differences: string[] = [];
    const known = new Map<string, number>();
    let equal = 0;
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < comparisons.length; index = next++) {
        const comparison = comparisons[index];
        if (comparison === undefined) return;
        const { query, route, parameters } = comparison;
        const [expected, actual] = await Promise.all([
          ask(real, route, parameters),
          ask(ours, route, parameters),
        ]);
        const problem = difference(expected, actual, {
          isOrdered: /^(?:sort|topk|bottomk)/u.test(query) && route === "query",
          // Annotations came with Prometheus 3.
          hasAnnotations: major >= 3,
        });
        const excuse = problem === undefined ? undefined : knownDifference(query, major);
        if (problem === undefined) equal++;
        else if (excuse !== undefined) known.set(excuse, (known.get(excuse) ?? 0) + 1);
        else differences.push(`${route} ${query}\n    ${problem}`);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    const excused = [...known.values()].reduce((total, count) => total + count, 0);
    process.stdout.write(
      `Against Prometheus ${program.version}: ${queries.length} queries, ${comparisons.length} answers compared, ` +
        `${equal} equal, ${excused} known differences, ${differences.length} differing\n`,
    );
    for (const [reason, count] of known) process.stdout.write(`  known difference: ${reason} (${count})\n`);
    expect(differences.slice(0, shownDifferences).join("\n")).toBe("");
    expect(queries.length).toBeGreaterThanOrEqual(600);
  },
  400_000,
);
