import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshPlace, ready, repositoryRoot, startObservatory, url } from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";
import { alertSeriesDifferences, sameAlerts } from "./alert-differences.ts";
import { ask } from "./api-client.ts";
import { difference } from "./compare.ts";
import { dataSet, dayGrid, minutes, timestampMillis } from "./data-set.ts";
import { knownDifference } from "./known-differences.ts";
import { type ComparedQuery, comparedQueries } from "./queries.ts";
import { findPrometheus, startPrometheus } from "./real-prometheus.ts";
import { recordedDifferences, ruleHealth } from "./recorded-differences.ts";
import { comparedRules, liveGrid, liveSeries, ruleFile } from "./recording-rules.ts";
import { remoteWrite } from "./remote-write.ts";

const program = findPrometheus();
const prometheusPort = peerPorts.differentialQueries;
const portOffset = portOffsets.differentialQueries;
const hourMillis = 3_600_000;
/** The data set ends two hours ago, so that nothing that is scraped now mixes with it. */
const startMillis = Math.floor(Date.now() / hourMillis) * hourMillis - (minutes / 60 + 2) * hourMillis;

interface Side {
  readonly real: string;
  readonly ours: string;
  stop(): Promise<void>;
}

let sides: Side | undefined;
/** From then on both have all samples. */
let writtenMillis = 0;

beforeAll(async () => {
  if (program === undefined) return;
  const place = freshPlace(portOffset);
  const configDir = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
  cpSync(`${repositoryRoot}/infrastructure/observability`, configDir, { recursive: true });
  const config = `rule_files: ["${configDir}/rules.yml"]\n`;
  writeFileSync(`${configDir}/prometheus/prometheus.yml`, config);
  const observatory = startObservatory(place, {
    VOICEASSIST_CONFIG_DIR: configDir,
    // Half of the samples are then not among the newest: reads take every way that there is.
    SAMPLE_MEMORY_MEGABYTES: "72",
  });
  const prometheus = await startPrometheus(program, prometheusPort, config);
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
  const live = liveSeries();
  const grid = liveGrid(Date.now());
  await Promise.all(
    [sides.real, sides.ours].map(async (server) => {
      // The past first: what is recorded now puts it out of bounds.
      await remoteWrite(`${server}/api/v1/write`, series, dayGrid(startMillis));
      await remoteWrite(`${server}/api/v1/write`, live, grid);
    }),
  );
  writeFileSync(`${configDir}/rules.yml`, ruleFile);
  for (const server of [sides.real, sides.ours]) {
    const { status } = await fetch(`${server}/-/reload`, { method: "POST" });
    if (status !== 200) throw new Error(`${server} answered ${status} to a reload with rules.`);
  }
  writtenMillis = Date.now();
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
        const asked = program.countsSteps ? { ...parameters, stats: "all" } : parameters;
        const [expected, actual] = await Promise.all([ask(real, route, asked), ask(ours, route, asked)]);
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

const slotsCompared = 6;

test.skipIf(program === undefined)(
  `recording rules record what Prometheus ${program?.version ?? "(needs prometheus)"} makes of their expressions, and it what we make`,
  async () => {
    if (sides === undefined || program === undefined) throw new Error("The servers did not start.");
    const { real, ours } = sides;
    const found = await Promise.all([
      recordedDifferences({ recorder: ours, other: real, sinceMillis: writtenMillis, slots: slotsCompared }),
      recordedDifferences({ recorder: real, other: ours, sinceMillis: writtenMillis, slots: slotsCompared }),
    ]);
    process.stdout.write(
      `Recorded as by Prometheus ${program.version}: ${comparedRules.length} rules, ` +
        `${found.map(({ answers, samples }) => `${answers} answers with ${samples} samples`).join(" and ")} compared\n`,
    );
    expect(found.flatMap(({ differences }) => differences).join("\n")).toBe("");
    expect(Math.min(...found.map(({ samples }) => samples))).toBeGreaterThan(0);
    // Where a group stands in its interval is decided by a hash that Prometheus 3 changed.
    if (program.major >= 3) expect(found[0].phaseMillis).toBe(found[1].phaseMillis);
    expect(await ruleHealth(ours)).toEqual(await ruleHealth(real));
  },
  60_000,
);

test.skipIf(program === undefined || program.major < 3)(
  "alerts are those of Prometheus: states, times, texts and series (needs prometheus 3)",
  async () => {
    if (sides === undefined) throw new Error("The servers did not start.");
    const { real, ours } = sides;
    const alerts = await sameAlerts(real, ours);
    const { slotsMillis } = await recordedDifferences({
      recorder: real,
      other: ours,
      sinceMillis: writtenMillis,
      slots: slotsCompared,
    });
    // The groups stand at different places of a second, all before the end of it.
    const settled = slotsMillis.map((slot) => Math.floor(slot / 1_000) * 1_000 - 1);
    expect((await alertSeriesDifferences(real, ours, settled)).join("\n")).toBe("");
    process.stdout.write(`Alerts as of Prometheus: ${alerts} alerts, ${settled.length} times compared\n`);
  },
  60_000,
);
