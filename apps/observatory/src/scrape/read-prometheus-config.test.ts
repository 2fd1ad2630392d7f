import fc from "fast-check";
import { expect, test } from "vitest";
import { describeProblem, type Problem } from "../config/problem.ts";
import { readPrometheusConfig } from "./read-prometheus-config.ts";

function problemsOf(text: string): readonly string[] {
  const problems: Problem[] = [];
  readPrometheusConfig("/etc/prometheus.yml", text, problems);
  return problems.map((problem) => describeProblem(problem).replace("/etc/", ""));
}

test("a configuration is read with Prometheus' defaults", () => {
  const problems: Problem[] = [];
  const text = `
global: {scrape_interval: 5s}
scrape_configs:
  - job_name: api
    metrics_path: /m
    params: {format: [text, 1]}
    honor_labels: true
    body_size_limit: 1MB
    static_configs: [{targets: ["localhost:1", "[::1]:2"], labels: {team: care}}]
    file_sd_configs: [{files: [targets/*.yml]}]
`;
  const { scrapeConfigs } = readPrometheusConfig("/etc/prometheus.yml", text, problems);
  expect(problems).toEqual([]);
  expect(scrapeConfigs).toMatchObject([
    {
      jobName: "api",
      intervalMillis: 5_000,
      timeoutMillis: 5_000,
      metricsPath: "/m",
      scheme: "http",
      params: { format: ["text", "1"] },
      honorLabels: true,
      honorTimestamps: true,
      tracksTimestampsStaleness: false,
      limits: { bodyBytes: 1_048_576, samples: 0 },
      acceptsCompression: true,
      http: { credentials: { kind: "none" }, followRedirects: true },
      discovery: {
        staticGroups: [{ addresses: ["localhost:1", "[::1]:2"], labels: { team: "care" } }],
        targetFilePatterns: ["/etc/targets/*.yml"],
      },
    },
  ]);
});

test("every field of static and file discovery is read", () => {
  const problems: Problem[] = [];
  const text = `
global:
  scrape_interval: 15s
  external_labels: {site: north}
  sample_limit: 10
  scrape_native_histograms: true
scrape_configs:
  - job_name: api
    basic_auth: {username: u, password_file: secrets/p}
    tls_config: {ca_file: ca.pem, server_name: api, insecure_skip_verify: true, min_version: TLS12}
    follow_redirects: false
    enable_http2: true
    http_headers: {X-Tenant: {values: [a], secrets: [b]}}
    scrape_protocols: [PrometheusText0.0.4]
    fallback_scrape_protocol: PrometheusText0.0.4
    track_timestamps_staleness: true
    label_limit: 30
    label_name_length_limit: 200
    label_value_length_limit: 300
    target_limit: 5
    keep_dropped_targets: 7
    relabel_configs: [{source_labels: [__address__], target_label: host}]
    metric_relabel_configs: [{regex: tmp_.*, action: labeldrop}]
  - job_name: token
    authorization: {credentials: hush}
alerting:
  alertmanagers: [{static_configs: [{targets: ["localhost:9093"]}], path_prefix: /am}]
`;
  const config = readPrometheusConfig("/etc/prometheus.yml", text, problems);
  expect(problems).toEqual([]);
  expect(config.scrapeConfigs).toMatchObject([
    {
      protocols: ["PrometheusText0.0.4"],
      fallbackProtocol: "PrometheusText0.0.4",
      scrapesNativeHistograms: true,
      tracksTimestampsStaleness: true,
      limits: {
        samples: 10,
        labels: 30,
        labelNameBytes: 200,
        labelValueBytes: 300,
        targets: 5,
        keptDroppedTargets: 7,
      },
      http: {
        credentials: {
          kind: "basic",
          username: { kind: "text", text: "u" },
          password: { kind: "file", path: "/etc/secrets/p" },
        },
        tls: { ca: { kind: "file", path: "/etc/ca.pem" }, serverName: "api", insecureSkipVerify: true },
        followRedirects: false,
        headers: { "X-Tenant": [{ text: "a" }, { text: "b" }] },
      },
      relabelRules: [{ action: "replace", targetLabel: "host" }],
      metricRelabelRules: [{ action: "labeldrop" }],
    },
    {
      protocols: [
        "PrometheusProto",
        "OpenMetricsText1.0.0",
        "OpenMetricsText0.0.1",
        "PrometheusText1.0.0",
        "PrometheusText0.0.4",
      ],
      http: { credentials: { kind: "authorization", scheme: "Bearer" } },
    },
  ]);
  expect(config.externalLabels).toEqual({ site: "north" });
  expect(config.alertmanagers).toMatchObject([{ scheme: "http", pathPrefix: "/am" }]);
  expect(config.text).toContain("credentials: <secret>");
  expect(config.text).toContain("secrets:\n      - <secret>");
  expect(config.text).not.toContain("hush");
});

test.each([
  [
    "remote_write: []",
    'prometheus.yml:1:1: "remote_write" in the configuration is not supported: the observatory',
  ],
  ["wibble: 1", 'prometheus.yml:1:1: "wibble" is not a field of the configuration'],
  ["global:\n  scrape_interval: soon", 'prometheus.yml:2:20: scrape_interval is "soon"; expected a duration'],
  ["global: {scrape_timeout: 2m}", "prometheus.yml:1:26: global scrape timeout greater than scrape interval"],
  ["scrape_configs: 7", "prometheus.yml:1:17: scrape_configs must be a list"],
  ["scrape_configs:\n  - scheme: http", "prometheus.yml:2:5: job_name is empty"],
  [
    "scrape_configs:\n  - job_name: a\n    kubernetes_sd_configs: []",
    'prometheus.yml:3:5: "kubernetes_sd_configs" in a scrape configuration is not supported: list the targets',
  ],
  [
    "scrape_configs:\n  - job_name: a\n    proxy_url: http://p",
    'prometheus.yml:3:5: "proxy_url" in a scrape configuration is not supported: targets are reached directly',
  ],
  [
    "scrape_configs:\n  - job_name: a\n  - job_name: a",
    'prometheus.yml:3:15: found multiple scrape configs with job name "a"',
  ],
  [
    "scrape_configs: [{job_name: a, scheme: ftp}]",
    'prometheus.yml:1:40: scheme is "ftp"; expected one of http, https',
  ],
  [
    "scrape_configs: [{job_name: a, scrape_timeout: 2m}]",
    "prometheus.yml:1:48: scrape timeout greater than scrape interval",
  ],
  [
    "scrape_configs: [{job_name: a, static_configs: [{targets: [http://h/m]}]}]",
    'prometheus.yml:1:60: "http://h/m" is not a valid hostname; expected host:port',
  ],
  [
    "scrape_configs: [{job_name: a, file_sd_configs: [{files: [t*/a.yml]}]}]",
    'prometheus.yml:1:58: path name "t*/a.yml" is not valid for file discovery',
  ],
  [
    "scrape_configs: [{job_name: a, basic_auth: {username: u}, bearer_token: t}]",
    "prometheus.yml:1:73: at most one of basic_auth and bearer_token must be configured",
  ],
  [
    "scrape_configs: [{job_name: a, authorization: {type: Basic}}]",
    'prometheus.yml:1:54: authorization type cannot be set to "basic"',
  ],
  [
    "scrape_configs: [{job_name: a, relabel_configs: [{action: hashmod, target_label: x}]}]",
    "prometheus.yml:1:50: relabel configuration for hashmod requires non-zero modulus",
  ],
  [
    "scrape_configs: [{job_name: a, scrape_protocols: [Text]}]",
    "prometheus.yml:1:50: unknown scrape protocol Text",
  ],
  ["a: [\nb: }", "prometheus.yml:2:"],
  ["a: 1\na: 2", "prometheus.yml:2:1: Map keys must be unique"],
])("%j is refused at its place", (text, expected) => {
  const problems = problemsOf(text);
  expect(
    problems.some((problem) => problem.startsWith(expected)),
    problems.join("\n"),
  ).toBe(true);
});

test("no text makes the reader throw", () => {
  const word = fc.constantFrom(
    "scrape_configs",
    "job_name",
    "- ",
    "{",
    "}",
    "[",
    "&a ",
    "*a",
    "\n  ",
    ": ",
    "5s",
    "targets",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join("")),
      ),
      (text) => {
        problemsOf(text);
      },
    ),
  );
});
