import { expect, test } from "vitest";
import type { Problem } from "../config/problem.ts";
import { readPrometheusConfig } from "./read-prometheus-config.ts";

function shown(text: string): string {
  const problems: Problem[] = [];
  const config = readPrometheusConfig("/etc/prometheus.yml", text, problems);
  expect(problems).toEqual([]);
  return config.text;
}

const written = `
global:
  scrape_interval: 1s
  scrape_timeout: 900ms
  external_labels: {cluster: a, "b.c": "x y"}
  label_limit: 3
  body_size_limit: 31MB
rule_files: ["rules/*.yml"]
alerting:
  alertmanagers:
    - {path_prefix: /am, static_configs: [{targets: ["a:1"]}]}
    - {scheme: https, basic_auth: {username: u, password: hush}, file_sd_configs: [{files: ["/x/*.yml"], refresh_interval: 30s}]}
scrape_configs:
  - job_name: api
    static_configs: [{targets: ["127.0.0.1:1"], labels: {team: care, "n": "1", t: "true", e: "", q: '"', d: "a: b"}}]
  - job_name: all
    scrape_interval: 90s
    scrape_timeout: 2s
    honor_labels: true
    honor_timestamps: false
    track_timestamps_staleness: true
    metrics_path: /m
    scheme: https
    params: {d: [""], a: [b, c]}
    sample_limit: 5
    target_limit: 6
    body_size_limit: 10MB
    label_value_length_limit: 7
    scrape_protocols: [OpenMetricsText1.0.0, PrometheusText0.0.4]
    fallback_scrape_protocol: PrometheusText0.0.4
    convert_classic_histograms_to_nhcb: true
    always_scrape_classic_histograms: true
    scrape_native_histograms: true
    native_histogram_bucket_limit: 100
    native_histogram_min_bucket_factor: 1.5
    keep_dropped_targets: 3
    enable_compression: false
    follow_redirects: false
    enable_http2: false
    authorization: {credentials: hush}
    tls_config: {insecure_skip_verify: true, server_name: x, min_version: TLS12}
    http_headers: {X-A: {values: [v], secrets: [hush], files: [/f]}}
    relabel_configs:
      - {source_labels: [__address__], regex: ".*:1", action: drop}
      - {source_labels: [a, "b,c"], separator: "-", target_label: c, replacement: "$1"}
      - {source_labels: [a], modulus: 8, target_label: t, action: hashmod}
      - {action: labelmap, regex: "m(.*)", replacement: "n_$1"}
      - {target_label: k, replacement: v}
    metric_relabel_configs: [{regex: "(a|b)", action: labelkeep}]
    file_sd_configs: [{files: [/a.yml, b/*.json]}]
    metric_name_validation_scheme: legacy
`;

/** What Prometheus 3.16 answers at /api/v1/status/config for it, without what tunes the Go runtime and the TSDB. */
const answered = `global:
  scrape_interval: 1s
  scrape_timeout: 900ms
  evaluation_interval: 1m
  external_labels:
    b.c: x y
    cluster: a
  body_size_limit: 31MiB
  label_limit: 3
  metric_name_validation_scheme: utf8
  scrape_native_histograms: false
  extra_scrape_metrics: false
alerting:
  alertmanagers:
  - follow_redirects: true
    enable_http2: true
    scheme: http
    path_prefix: /am
    timeout: 10s
    api_version: v2
    static_configs:
    - targets:
      - a:1
  - basic_auth:
      username: u
      password: <secret>
    follow_redirects: true
    enable_http2: true
    scheme: https
    timeout: 10s
    api_version: v2
    file_sd_configs:
    - files:
      - /x/*.yml
      refresh_interval: 30s
rule_files:
- /etc/rules/*.yml
scrape_configs:
- job_name: api
  honor_timestamps: true
  track_timestamps_staleness: false
  scrape_interval: 1s
  scrape_timeout: 900ms
  scrape_protocols:
  - OpenMetricsText1.0.0
  - OpenMetricsText0.0.1
  - PrometheusText1.0.0
  - PrometheusText0.0.4
  scrape_native_histograms: false
  always_scrape_classic_histograms: false
  convert_classic_histograms_to_nhcb: false
  metrics_path: /metrics
  scheme: http
  enable_compression: true
  body_size_limit: 31MiB
  label_limit: 3
  metric_name_validation_scheme: utf8
  metric_name_escaping_scheme: allow-utf-8
  extra_scrape_metrics: false
  follow_redirects: true
  enable_http2: true
  static_configs:
  - targets:
    - 127.0.0.1:1
    labels:
      d: 'a: b'
      e: ""
      "n": "1"
      q: '"'
      t: "true"
      team: care
- job_name: all
  honor_labels: true
  honor_timestamps: false
  track_timestamps_staleness: true
  params:
    a:
    - b
    - c
    d:
    - ""
  scrape_interval: 1m30s
  scrape_timeout: 2s
  scrape_protocols:
  - OpenMetricsText1.0.0
  - PrometheusText0.0.4
  fallback_scrape_protocol: PrometheusText0.0.4
  scrape_native_histograms: true
  always_scrape_classic_histograms: true
  convert_classic_histograms_to_nhcb: true
  metrics_path: /m
  scheme: https
  enable_compression: false
  body_size_limit: 10MiB
  sample_limit: 5
  target_limit: 6
  label_limit: 3
  label_value_length_limit: 7
  native_histogram_bucket_limit: 100
  native_histogram_min_bucket_factor: 1.5
  keep_dropped_targets: 3
  metric_name_validation_scheme: legacy
  metric_name_escaping_scheme: underscores
  extra_scrape_metrics: false
  authorization:
    type: Bearer
    credentials: <secret>
  tls_config:
    server_name: x
    insecure_skip_verify: true
    min_version: TLS12
  follow_redirects: false
  enable_http2: false
  http_headers:
    X-A:
      values:
      - v
      secrets:
      - <secret>
      files:
      - /f
  relabel_configs:
  - source_labels: [__address__]
    separator: ;
    regex: .*:1
    replacement: $1
    action: drop
  - source_labels: [a, 'b,c']
    separator: '-'
    target_label: c
    replacement: $1
    action: replace
  - source_labels: [a]
    separator: ;
    modulus: 8
    target_label: t
    replacement: $1
    action: hashmod
  - separator: ;
    regex: m(.*)
    replacement: n_$1
    action: labelmap
  - separator: ;
    target_label: k
    replacement: v
    action: replace
  metric_relabel_configs:
  - separator: ;
    regex: (a|b)
    replacement: $1
    action: labelkeep
  file_sd_configs:
  - files:
    - /a.yml
    - /etc/b/*.json
    refresh_interval: 5m
otlp:
  translation_strategy: UnderscoreEscapingWithSuffixes
`;

test("a configuration is shown as Prometheus shows it", () => {
  expect(shown(written)).toBe(answered);
});

test("without a file there are the defaults", () => {
  expect(shown("")).toBe(`global:
  scrape_interval: 1m
  scrape_timeout: 10s
  evaluation_interval: 1m
  metric_name_validation_scheme: utf8
  metric_name_escaping_scheme: allow-utf-8
  scrape_native_histograms: false
  extra_scrape_metrics: false
otlp:
  translation_strategy: UnderscoreEscapingWithSuffixes
`);
});
