import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FloatHistogram } from "@voiceassist/histogram";
import { defaultExpositionOptions, encodeMetricFamily, parseExposition } from "@voiceassist/wire";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  ready,
  repositoryRoot,
  startObservatory,
  url,
} from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";
import { ask } from "./api-client.ts";
import { type ApiRequest, apiRequests } from "./api-requests.ts";
import { difference } from "./compare.ts";
import { type DataSeries, dayGrid, minutes } from "./data-set.ts";
import { findPrometheus, startPrometheus } from "./real-prometheus.ts";
import { remoteWrite } from "./remote-write.ts";

const found = findPrometheus();
// Earlier ones have other routes and other messages.
const program = found !== undefined && found.major >= 3 ? found : undefined;
const prometheusPort = peerPorts.differentialApi;
const readerPort = peerPorts.differentialApiReader;
const portOffset = portOffsets.differentialApi;

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

const protobufType =
  "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

const native: FloatHistogram = {
  counterResetHint: "unknown",
  schema: 3,
  zeroThreshold: 1e-3,
  zeroCount: 2,
  count: 12.5,
  sum: 18.25,
  positive: { indexes: Int32Array.of(-2, -1, 4), counts: Float64Array.of(1, 2.5, 4) },
  negative: { indexes: Int32Array.of(0), counts: Float64Array.of(3) },
  customBounds: new Float64Array(0),
};
const nativeExposition = Buffer.concat(
  (["histogram", "gaugehistogram"] as const).map((type) =>
    encodeMetricFamily({
      name: `native_${type}`,
      type,
      metrics: [
        { labels: [["unit", "s"]], timestampMillis: 0, value: { kind: "native", histogram: native } },
      ],
    }),
  ),
);

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
  const exporter = createServer(({ url: path }, response) => {
    if (path === "/native") response.writeHead(200, { "content-type": protobufType }).end(nativeExposition);
    else response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(exposition);
  });
  await new Promise<void>((resolve) => exporter.listen(0, "127.0.0.1", resolve));
  const { port } = exporter.address() as AddressInfo;
  const configDir = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
  cpSync(`${repositoryRoot}/infrastructure/observability`, configDir, { recursive: true });
  mkdirSync(`${configDir}/am`);
  writeFileSync(`${configDir}/am/a.yml`, '[{targets: ["127.0.0.1:9"]}]');
  writeFileSync(`${configDir}/rules.yml`, rules);
  const config = `
global: {scrape_interval: 1s, scrape_timeout: 900ms, body_size_limit: 31MB}
rule_files: ["${configDir}/rules.yml"]
alerting: {alertmanagers: [{path_prefix: /am, file_sd_configs: [{files: ["${configDir}/am/*.yml"]}]}]}
scrape_configs:
  - {job_name: api, static_configs: [{targets: ["127.0.0.1:${port}"], labels: {team: care}}]}
  - {job_name: native, scrape_native_histograms: true, metrics_path: /native, static_configs: [{targets: ["127.0.0.1:${port}"]}]}
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
      ({ body }) => JSON.stringify(body.data).includes('"7"'),
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

/** The lines of the configuration; the TSDB, the Go runtime and OTLP's translation cannot be set in ours. */
function configOf(value: unknown): unknown {
  const { data } = value as { readonly data: { readonly yaml: string } };
  return data.yaml.replace(/^(?:runtime|storage|otlp):\n(?: .*\n)*/gmu, "").split("\n");
}

function problemOf({ compare }: ApiRequest, expected: Answered, actual: Answered): string | undefined {
  const heads = [expected, actual].map(({ status, contentType, allow }) => [
    status,
    compare === "status" ? "" : contentType,
    allow,
  ]);
  const view = { same: comparable, shape: shapeOf, status: () => "", config: configOf }[compare];
  const [wanted = "", given = ""] = [expected, actual].map(({ text }) => JSON.stringify(view(parsed(text))));
  if (JSON.stringify(heads[0]) === JSON.stringify(heads[1]) && wanted === given) return undefined;
  const firstOther = wanted.split("").findIndex((character, at) => character !== given[at]);
  const show = ({ status, contentType }: Answered, body: string): string =>
    `${status} ${contentType} ${body.slice(Math.max(0, firstOther - 100)).slice(0, 300)}`;
  return `${show(expected, wanted)}\n    ${show(actual, given)}`;
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

test.skipIf(program === undefined)(
  "native histograms are federated in protobuf as by Prometheus (needs prometheus 3)",
  async () => {
    if (servers === undefined) throw new Error("The servers did not start.");
    const selector = encodeURIComponent('{job=~"native|nhcb",__name__!~"scrape_.+"}');
    const told = async (server: string) => {
      const response = await fetch(`${server}/federate?match[]=${selector}`, {
        headers: { accept: `${protobufType};escaping=allow-utf-8` },
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const parsed = parseExposition(bytes, "protobuf", defaultExpositionOptions());
      if (!parsed.ok) throw new Error(parsed.message);
      const samples = parsed.samples.map((sample) => ({ ...sample, timestampMillis: undefined }));
      return { type: response.headers.get("content-type"), samples, metadata: parsed.metadata };
    };
    const expected = await told(servers.real);
    expect(await told(servers.ours)).toEqual(expected);
    expect(expected.samples.filter(({ histogram }) => histogram !== undefined)).toHaveLength(2);
  },
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
