import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  ready,
  repositoryRoot,
  startObservatory,
  url,
} from "../system/running-process.ts";
import { ask } from "./api-client.ts";
import { type ApiRequest, apiRequests } from "./api-requests.ts";
import { difference } from "./compare.ts";
import { type DataSeries, dayGrid, minutes } from "./data-set.ts";
import { findPrometheus, startPrometheus } from "./real-prometheus.ts";
import { remoteWrite } from "./remote-write.ts";

const found = findPrometheus();
// Earlier ones have other routes and other messages.
const program = found !== undefined && found.major >= 3 ? found : undefined;
const prometheusPort = 39_197;
const readerPort = 39_198;
const portOffset = 25_700;

const exposition = [
  "# HELP http_requests_total Requests.",
  "# TYPE http_requests_total counter",
  'http_requests_total{code="200"} 1027',
  "# HELP temp Temperature.",
  "# TYPE temp gauge",
  "temp 1.5e-7",
  "# TYPE took_seconds histogram",
  'took_seconds_bucket{le="0.5"} 1',
  'took_seconds_bucket{le="1"} 2',
  'took_seconds_bucket{le="+Inf"} 3',
  "took_seconds_sum 4.5",
  "took_seconds_count 3",
  "",
].join("\n");

const rules = `
groups:
  - name: first
    labels: {tier: a}
    rules:
      - {record: "job:up:sum", expr: sum  by(job) (up)}
      - {alert: Down, expr: up==0, for: 5m, labels: {severity: page}, annotations: {summary: down}}
`;

interface Servers {
  readonly real: string;
  readonly ours: string;
  /** A Prometheus without data that reads what the observatory has. */
  readonly reader: string;
  stop(): Promise<void>;
}

let servers: Servers | undefined;

beforeAll(async () => {
  if (program === undefined) return;
  const exporter = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(exposition);
  });
  await new Promise<void>((resolve) => exporter.listen(0, "127.0.0.1", resolve));
  const { port } = exporter.address() as AddressInfo;
  const configDir = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
  cpSync(`${repositoryRoot}/infrastructure/observability`, configDir, { recursive: true });
  mkdirSync(`${configDir}/am`);
  writeFileSync(`${configDir}/am/a.yml`, '[{targets: ["127.0.0.1:9"]}]');
  writeFileSync(`${configDir}/rules.yml`, rules);
  const config = `
global: {scrape_interval: 1s, scrape_timeout: 900ms}
rule_files: ["${configDir}/rules.yml"]
alerting: {alertmanagers: [{path_prefix: /am, file_sd_configs: [{files: ["${configDir}/am/*.yml"]}]}]}
scrape_configs:
  - {job_name: api, static_configs: [{targets: ["127.0.0.1:${port}"], labels: {team: care}}]}
  - {job_name: nhcb, convert_classic_histograms_to_nhcb: true, static_configs: [{targets: ["127.0.0.1:${port}"]}]}
  - job_name: dropped
    static_configs: [{targets: ["127.0.0.1:1", "127.0.0.1:${port}"]}]
    relabel_configs: [{source_labels: [__address__], regex: ".*:1", action: drop}]
`;
  writeFileSync(`${configDir}/prometheus/prometheus.yml`, config);
  const place = freshPlace(portOffset);
  const observatory = startObservatory(place, {
    VOICEASSIST_CONFIG_DIR: configDir,
    VOICEASSIST_ADMIN_API: "true",
  });
  const ours = `http://127.0.0.1:${9090 + portOffset}`;
  const readerConfig = `remote_read: [{url: "${ours}/api/v1/read", read_recent: true}]\n`;
  const [prometheus, reader] = await Promise.all([
    startPrometheus(program, prometheusPort, config),
    startPrometheus(program, readerPort, readerConfig),
  ]);
  servers = {
    real: prometheus.url,
    ours,
    reader: reader.url,
    async stop() {
      await Promise.all([observatory.stop(), prometheus.stop(), reader.stop()]);
      exporter.closeAllConnections();
      exporter.close();
      rmSync(configDir, { recursive: true, force: true });
      place.remove();
    },
  };
  await ready(url(place, "prometheus", "/-/ready"));
  for (const server of [servers.real, ours]) {
    const scraped = { query: "count(temp) + count(scrape_series_added)" };
    await eventually(
      () => ask(server, "query", scraped),
      ({ body }) => JSON.stringify(body.data).includes('"6"'),
      60_000,
    );
    await eventually(
      async () => (await fetch(`${server}/api/v1/alertmanagers`)).text(),
      (text) => text.includes("/am/"),
      30_000,
    );
  }
}, 120_000);

afterAll(async () => {
  await servers?.stop();
});

interface Answered {
  readonly status: number;
  readonly contentType: string | null;
  readonly allow: string | null;
  readonly text: string;
}

async function send(server: string, { method, path, form, headers }: ApiRequest): Promise<Answered> {
  const response = await fetch(`${server}${path}`, {
    method,
    redirect: "manual",
    ...(form === undefined ? {} : { body: form }),
    headers: {
      ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
  });
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    allow: response.headers.get("allow"),
    text: await response.text(),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Where lists have no order of their own, and without what depends on the clock. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(comparable)
      .map((one) => JSON.stringify(one))
      .sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, comparable(inner)] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** The names of the fields; of a list, each shape that its items have. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, shapeOf(inner)] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

function problemOf({ compare }: ApiRequest, expected: Answered, actual: Answered): string | undefined {
  const show = (answer: Answered): string =>
    `${answer.status} ${answer.contentType} ${answer.text.slice(0, 300)}`;
  const heads = [expected, actual].map(({ status, contentType, allow }) => [
    status,
    compare === "status" ? "" : contentType,
    allow,
  ]);
  const view = compare === "shape" ? shapeOf : comparable;
  const bodies = compare === "status" ? [] : [expected, actual].map(({ text }) => view(parsed(text)));
  const isEqual = (pair: readonly unknown[]): boolean => JSON.stringify(pair[0]) === JSON.stringify(pair[1]);
  return isEqual(heads) && isEqual(bodies) ? undefined : `${show(expected)}\n    ${show(actual)}`;
}

test.skipIf(program === undefined)(
  `every route answers as that of Prometheus ${program?.version ?? "(needs prometheus 3, see scripts/build-prometheus.sh)"}`,
  async () => {
    if (servers === undefined) throw new Error("The servers did not start.");
    const differences: string[] = [];
    for (const request of apiRequests) {
      const [expected, actual] = await Promise.all([
        send(servers.real, request),
        send(servers.ours, request),
      ]);
      const problem = problemOf(request, expected, actual);
      if (problem !== undefined) {
        differences.push(`${request.method} ${request.path} ${request.form ?? ""}\n    ${problem}`);
      }
    }
    process.stdout.write(`${apiRequests.length} requests, ${differences.length} answered otherwise\n`);
    expect(differences.join("\n")).toBe("");
  },
  120_000,
);

test.skipIf(program === undefined)(
  "classic histograms are converted at the scrape as by Prometheus (needs prometheus 3)",
  async () => {
    if (servers === undefined) throw new Error("The servers did not start.");
    const { real, ours } = servers;
    const queries = [
      'histogram_quantile(0.5, took_seconds{job="nhcb"})',
      'histogram_count(took_seconds{job="nhcb"})',
      'histogram_sum(took_seconds{job="nhcb"})',
      'histogram_fraction(0.5, 1, took_seconds{job="nhcb"})',
      'scrape_samples_scraped{job="nhcb"}',
      'count by (__name__) ({job="nhcb",__name__!~"job:.*"})',
    ];
    for (const query of queries) {
      const time = String(Date.now() / 1_000);
      const [expected, actual] = await Promise.all(
        [real, ours].map((server) => ask(server, "query", { query, time })),
      );
      if (expected === undefined || actual === undefined) throw new Error("Nothing was answered.");
      expect(difference(expected, actual, { isOrdered: false, hasAnnotations: true }), query).toBeUndefined();
    }
  },
  60_000,
);

/** What makes chunks: resets, gaps, staleness, infinities, values that change in few and in many bits. */
const readSeries: readonly DataSeries[] = [
  { labels: { __name__: "read_counter", part: "a" }, at: (minute) => (minute * 17) % 900 },
  {
    labels: { __name__: "read_counter", part: "b" },
    at: (minute) => (minute % 97 === 0 ? undefined : minute),
  },
  { labels: { __name__: "read_gauge", part: "a" }, at: (minute) => Math.sin(minute) * 10 ** (minute % 30) },
  { labels: { __name__: "read_gauge", part: "b" }, at: (minute) => (minute === 700 ? "stale" : minute % 3) },
  { labels: { __name__: "read_gauge", part: "c" }, at: (minute) => [Number.NaN, 1, -1 / 0, 0][minute % 4] },
];

test.skipIf(program === undefined)(
  "a Prometheus that reads from the observatory answers as the observatory does (needs prometheus 3)",
  async () => {
    if (servers === undefined) throw new Error("The servers did not start.");
    const hourMillis = 3_600_000;
    const startMillis = Math.floor(Date.now() / hourMillis) * hourMillis - (minutes / 60 + 2) * hourMillis;
    await remoteWrite(`${servers.ours}/api/v1/write`, readSeries, dayGrid(startMillis));
    const range = {
      start: String(startMillis / 1_000),
      end: String(startMillis / 1_000 + minutes * 60),
      step: "150",
    };
    for (const query of [
      "read_counter",
      "read_gauge",
      "rate(read_counter[10m])",
      '{part=~"a|c"}',
      "sum(nothing)",
    ]) {
      const [expected, actual] = await Promise.all([
        ask(servers.ours, "query_range", { query, ...range }),
        ask(servers.reader, "query_range", { query, ...range }),
      ]);
      expect(
        difference(expected, actual, { isOrdered: false, hasAnnotations: false }),
        query,
      ).toBeUndefined();
    }
  },
  60_000,
);
