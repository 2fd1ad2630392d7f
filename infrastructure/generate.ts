// Writes the files that are made from TypeScript; with --check it only says whether they are current.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { dashboards } from "./dashboards/dashboards.ts";
import { kubernetesFiles } from "./kubernetes-manifests/kubernetes-files.ts";
import { alloyConfig } from "./log-redaction/alloy-config.ts";
import { promtailConfig } from "./log-redaction/promtail-config.ts";

const observability = fileURLToPath(new URL("./observability", import.meta.url));
const repository = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const configuration: ReadonlyMap<string, string> = new Map([
  ...dashboards.map(
    (dashboard) =>
      [
        `${observability}/grafana/dashboards/${dashboard.uid}.json`,
        `${JSON.stringify(dashboard, null, 2)}\n`,
      ] as const,
  ),
  [`${observability}/promtail/promtail-config.yml`, promtailConfig()],
  [`${observability}/alloy/config.alloy`, alloyConfig()],
]);

const isCheck = process.argv.includes("--check");
const stale: string[] = [];

function reconcile(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
    if (isCheck) {
      stale.push(path);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

reconcile(configuration);
// These hold the files above.
reconcile(
  new Map(
    [...kubernetesFiles(repository)].map(([name, text]) => [
      `${repository}/infrastructure/kubernetes/${name}`,
      text,
    ]),
  ),
);

if (stale.length > 0) {
  process.stderr.write(`Not what the sources make; run npm run infrastructure:\n${stale.join("\n")}\n`);
  process.exitCode = 1;
}
