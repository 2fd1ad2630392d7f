import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  ready,
  repositoryRoot,
  run,
  startObservatory,
  url,
} from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";
import { ask } from "./api-client.ts";
import { difference } from "./compare.ts";
import { findPrometheus, startPrometheus } from "./real-prometheus.ts";
import { scrapeConfiguration, startStagedExporter } from "./staged-exporter.ts";

const program = findPrometheus();
const prometheusPort = peerPorts.differentialScraping;
const nodePort = peerPorts.differentialScrapingNode;
const portOffset = portOffsets.differentialScraping;
const nodeExporter = "/usr/bin/prometheus-node-exporter";

/** Answers that do not depend on when exactly a scrape was. */
const queries: readonly string[] = [
  ...[
    "steady",
    "conflicts",
    "honoured",
    "relabelled",
    "limited",
    "labels_limited",
    "broken",
    "missing",
    "refused",
  ].flatMap((job) => [
    `{job="${job}",__name__!~"scrape_.*|.*_bucket|waited_seconds"}`,
    `up{job="${job}"}`,
    `scrape_samples_scraped{job="${job}"}`,
    `scrape_samples_post_metric_relabeling{job="${job}"}`,
    `scrape_series_added{job="${job}"}`,
    `count by (__name__) ({job="${job}"})`,
    `group by (instance, team) ({job="${job}"})`,
  ]),
  '{job="stamped",__name__="stamped"}',
  'timestamp(stamped{job="stamped"})',
  'stamped{job="stamped"}[10m]',
  'rate(stamped{job="stamped"}[10m])',
  'unstamped{job="unstamped"}',
  '{job="unstamped",__name__="stamped"}',
  '{job="theirs"}',
  'requests_total{path!=""}',
  'changes(requests_total{code="200"}[1m])',
  'resets(requests_total{code="200"}[1m])',
  "max_over_time(vanishing[1m])",
  "absent(vanishing)",
  'group by (__name__) ({job="node",__name__!~"node_network_.*|node_softnet.*|node_scrape_.*|scrape_.*"})',
  'node_uname_info{job="node"}',
  'node_memory_MemTotal_bytes{job="node"}',
  'count by (mode) (node_cpu_seconds_total{job="node"})',
  "node_boot_time_seconds",
  "count by (device, fstype) (node_filesystem_size_bytes)",
];

/**
 * A known difference: when a limit refuses a scrape, Prometheus leaves the series that it had read before the limit
 * without a staleness marker, so that they stay for as long as the lookback; here they end at once.
 */
const knownDifferences: ReadonlySet<string> = new Set([
  '{job="limited",__name__!~"scrape_.*|.*_bucket|waited_seconds"}',
  'count by (__name__) ({job="limited"})',
]);

/** Prometheus 3 writes `1` as `1.0` in these labels. */
const queriesSinceThree: readonly string[] = [
  'took_seconds_bucket{job="steady"}',
  'waited_seconds{job="steady"}',
  'histogram_quantile(0.5, took_seconds_bucket{job="steady"})',
];

const stages = 4;
const scrapesAStage = 3;

test.skipIf(program === undefined)(
  `what is scraped answers as in Prometheus ${program?.version ?? "(needs prometheus)"}`,
  async () => {
    if (program === undefined) throw new Error("There is no Prometheus.");
    const exporter = await startStagedExporter();
    const hasNodeExporter = existsSync(nodeExporter);
    const node = hasNodeExporter
      ? run(nodeExporter, [`--web.listen-address=127.0.0.1:${nodePort}`])
      : undefined;
    const place = freshPlace(portOffset);
    const configDir = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
    cpSync(`${repositoryRoot}/infrastructure/observability`, configDir, { recursive: true });
    const config = scrapeConfiguration(
      exporter.address,
      node === undefined ? undefined : `127.0.0.1:${nodePort}`,
    );
    writeFileSync(`${configDir}/prometheus/prometheus.yml`, config);
    const observatory = startObservatory(place, { VOICEASSIST_CONFIG_DIR: configDir });
    const prometheus = await startPrometheus(program, prometheusPort, config);
    try {
      await ready(url(place, "prometheus", "/-/ready"));
      const ours = `http://localhost:${9090 + portOffset}`;
      const compared = [...queries, ...(program.major >= 3 ? queriesSinceThree : [])];
      const differences: string[] = [];
      let count = 0;
      let known = 0;
      for (let stage = 0; stage < stages; stage++) {
        if (stage > 0) exporter.advance();
        const least = (agent: RegExp): number =>
          Math.min(
            ...["/steady", "/stamped", "/broken", "/many"].map((path) => exporter.scrapes(path, agent)),
          );
        await eventually(
          async () => Math.min(least(/^Prometheus/u), least(/^voiceassist/u)),
          (scrapes) => scrapes >= scrapesAStage,
          60_000,
        );
        // A scrape is counted when it is asked for; what it brought is stored a little later.
        await sleep(1_000);
        for (const query of compared) {
          const parameters = { query, time: String(Date.now() / 1_000) };
          const [expected, actual] = await Promise.all([
            ask(prometheus.url, "query", parameters),
            ask(ours, "query", parameters),
          ]);
          count++;
          const problem = difference(expected, actual, {
            isOrdered: false,
            hasAnnotations: program.major >= 3,
          });
          if (problem === undefined) continue;
          if (knownDifferences.has(query)) known++;
          else differences.push(`stage ${stage}: ${query}\n    ${problem}`);
        }
      }
      process.stdout.write(
        `Scraped as Prometheus ${program.version}: ${compared.length} queries, ${count} answers compared, ${known} known differences, ${differences.length} differing${hasNodeExporter ? "" : " (without node_exporter)"}\n`,
      );
      expect(differences.join("\n")).toBe("");
    } finally {
      await Promise.all([observatory.stop(), prometheus.stop(), node?.stop()]);
      exporter.stop();
      rmSync(configDir, { recursive: true, force: true });
      place.remove();
    }
  },
  300_000,
);
