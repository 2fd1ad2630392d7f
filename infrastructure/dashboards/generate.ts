// Writes the dashboards as Grafana reads them; with --check it only says whether the files are current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { admin } from "./admin.ts";
import { alerts } from "./alerts.ts";
import { clinician } from "./clinician.ts";
import { hipaa } from "./hipaa.ts";
import { llm } from "./llm.ts";
import { operations } from "./operations.ts";
import { overview } from "./overview.ts";
import { phi } from "./phi.ts";
import { slo } from "./slo.ts";

const directory = fileURLToPath(new URL("../observability/grafana/dashboards/", import.meta.url));
const isCheck = process.argv.includes("--check");
const stale: string[] = [];

for (const dashboard of [overview, clinician, admin, operations, slo, hipaa, phi, llm, alerts]) {
  const path = `${directory}${dashboard.uid}.json`;
  const text = `${JSON.stringify(dashboard, null, 2)}\n`;
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  if (isCheck) stale.push(path);
  else writeFileSync(path, text);
}

if (stale.length > 0) {
  process.stderr.write(
    `Not what infrastructure/dashboards makes; run npm run dashboards:\n${stale.join("\n")}\n`,
  );
  process.exitCode = 1;
}
