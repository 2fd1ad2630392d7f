import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An exporter whose answers change only when the test says so, so that two scrapers see the same. */
export interface StagedExporter {
  readonly address: string;
  /** Goes on to the next stage; from then on scrapes count anew. */
  advance(): void;
  /** How often each scraper, told by its agent, has asked for each path since the last stage. */
  scrapes(path: string, agent: RegExp): number;
  stop(): void;
}

const paths: Readonly<Record<string, (stage: number, stampMillis: number) => string>> = {
  "/steady": (stage) =>
    [
      "# HELP requests_total Requests.",
      "# TYPE requests_total counter",
      `requests_total{code="200",path="a\\"b\\\\c"} ${stage === 2 ? 3 : 100 * (stage + 1)}`,
      `requests_total{code="500",path=""} ${stage}`,
      "# TYPE level gauge",
      'level{unit="ü"} -2.5e-3',
      "level NaN",
      ...(stage === 1 ? [] : ['vanishing{kind="odd"} 1']),
      "# TYPE took_seconds histogram",
      'took_seconds_bucket{le="0.5"} 1',
      'took_seconds_bucket{le="1"} 2',
      'took_seconds_bucket{le="+Inf"} 3',
      "took_seconds_sum 4.5",
      "took_seconds_count 3",
      "# TYPE waited_seconds summary",
      'waited_seconds{quantile="1"} 9',
      "waited_seconds_sum 12",
      "waited_seconds_count 4",
      "",
    ].join("\n"),
  "/stamped": (stage, stampMillis) => `stamped{kind="own"} ${stage * 7} ${stampMillis + stage * 1_000}\n`,
  "/conflicts": () =>
    'clash{job="theirs",instance="there",exported_job="older",keep="1",drop_me="2"} 1\nunwanted 2\n',
  "/many": (stage) =>
    Array.from({ length: stage === 0 ? 3 : 8 }, (_, index) => `many{n="${index}"} 1\n`).join(""),
  "/broken": (stage) => (stage === 1 ? "broken one\n" : "whole 1\n"),
};

export async function startStagedExporter(): Promise<StagedExporter> {
  let stage = 0;
  let seen: { readonly path: string; readonly agent: string }[] = [];
  const stampMillis = Date.now() - 60_000;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    seen.push({ path, agent: request.headers["user-agent"] ?? "" });
    const content = paths[path];
    response.writeHead(content === undefined ? 404 : 200, { "content-type": "text/plain; version=0.0.4" });
    response.end(content?.(stage, stampMillis));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    advance() {
      stage++;
      seen = [];
    },
    scrapes: (path, agent) => seen.filter((one) => one.path === path && agent.test(one.agent)).length,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The same file for both scrapers. */
export function scrapeConfiguration(address: string, nodeAddress: string | undefined): string {
  const target = `static_configs: [{targets: ["${address}"], labels: {team: care}}]`;
  return `
global: {scrape_interval: 1s, scrape_timeout: 900ms}
scrape_configs:
  - {job_name: steady, metrics_path: /steady, ${target}}
  - {job_name: stamped, metrics_path: /stamped, ${target}}
  - {job_name: unstamped, metrics_path: /stamped, honor_timestamps: false, ${target}}
  - {job_name: conflicts, metrics_path: /conflicts, ${target}}
  - {job_name: honoured, metrics_path: /conflicts, honor_labels: true, ${target}}
  - job_name: relabelled
    metrics_path: /conflicts
    ${target}
    relabel_configs:
      - {source_labels: [__address__], regex: "(.*):(\\\\d+)", target_label: host, replacement: "$1"}
      - {source_labels: [__address__, team], target_label: shard, action: hashmod, modulus: 97}
      - {source_labels: [team], target_label: team, action: uppercase}
      - {action: labelmap, regex: "te(.*)", replacement: "copied_$1"}
    metric_relabel_configs:
      - {source_labels: [__name__], regex: un.*, action: drop}
      - {regex: drop_.*, action: labeldrop}
      - {source_labels: [keep], regex: "1", target_label: kept, replacement: "yes"}
  - {job_name: limited, metrics_path: /many, sample_limit: 5, ${target}}
  - {job_name: labels_limited, metrics_path: /conflicts, label_limit: 4, ${target}}
  - {job_name: broken, metrics_path: /broken, ${target}}
  - {job_name: missing, metrics_path: /nowhere, ${target}}
  - {job_name: refused, static_configs: [{targets: ["127.0.0.1:9"]}]}
${nodeAddress === undefined ? "" : `  - {job_name: node, static_configs: [{targets: ["${nodeAddress}"]}]}\n`}`;
}
