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
  expect(scrapeConfigs).toEqual([
    {
      jobName: "api",
      intervalMillis: 5_000,
      timeoutMillis: 5_000,
      metricsPath: "/m",
      scheme: "http",
      params: { format: ["text", "1"] },
      honorLabels: true,
      honorTimestamps: true,
      bodyLimitBytes: 1_048_576,
      sampleLimit: 0,
      staticGroups: [{ addresses: ["localhost:1", "[::1]:2"], labels: { team: "care" } }],
      targetFilePatterns: ["/etc/targets/*.yml"],
    },
  ]);
});

test.each([
  ["remote_write: []", 'prometheus.yml:1:1: "remote_write" in the configuration is not supported'],
  ["global:\n  scrape_interval: soon", 'prometheus.yml:2:20: scrape_interval is "soon"; expected a duration'],
  ["scrape_configs: 7", "prometheus.yml:1:17: scrape_configs must be a list"],
  ["scrape_configs:\n  - scheme: http", "prometheus.yml:2:5: a scrape configuration needs a job_name"],
  [
    "scrape_configs:\n  - job_name: a\n    relabel_configs: []",
    'prometheus.yml:3:5: "relabel_configs" in a scrape configuration is not supported',
  ],
  ["scrape_configs:\n  - job_name: a\n  - job_name: a", 'prometheus.yml:3:15: a second job "a"'],
  ["scrape_configs: [{job_name: a, scheme: ftp}]", 'prometheus.yml:1:40: the scheme "ftp"'],
  [
    "scrape_configs: [{job_name: a, scrape_timeout: 2m}]",
    "prometheus.yml:1:48: the scrape_timeout of a must",
  ],
  [
    "scrape_configs: [{job_name: a, static_configs: [{targets: [nowhere]}]}]",
    'prometheus.yml:1:60: "nowhere" is not a target; expected host:port',
  ],
  [
    "scrape_configs: [{job_name: a, file_sd_configs: [{files: [t*/a.yml]}]}]",
    'prometheus.yml:1:59: "t*/a.yml" must end in',
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
