import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Problem } from "../config/problem.ts";
import { discoverAlertmanagers } from "./discover-alertmanagers.ts";
import { readPrometheusConfig } from "./read-prometheus-config.ts";

test("Alertmanagers are found in the configuration and in files, and relabelled", () => {
  const directory = mkdtempSync(join(tmpdir(), "alertmanagers-"));
  writeFileSync(join(directory, "am.json"), '[{"targets": ["file:9093", "old:9093"]}]');
  const text = `
alerting:
  alertmanagers:
    - {scheme: https, path_prefix: /am/, static_configs: [{targets: ["one:9093"]}]}
    - file_sd_configs: [{files: ["am.json"]}]
      relabel_configs: [{source_labels: [__address__], regex: "old.*", action: drop}]
`;
  const problems: Problem[] = [];
  const { alertmanagers } = readPrometheusConfig(join(directory, "prometheus.yml"), text, problems);
  expect(problems).toEqual([]);
  expect(discoverAlertmanagers(alertmanagers)).toEqual({
    active: ["https://one:9093/am/api/v2/alerts", "http://file:9093/api/v2/alerts"],
    dropped: ["http://old:9093/api/v2/alerts"],
  });
  rmSync(directory, { recursive: true });
});
