import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { observabilityDirectory } from "./tool.ts";

const directory = `${observabilityDirectory}/grafana/dashboards`;
const identified = z.looseObject({ uid: z.string() });

/** The generated dashboards, as Grafana reads them. */
function dashboards(): readonly z.infer<typeof identified>[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .map((name) => identified.parse(JSON.parse(readFileSync(`${directory}/${name}`, "utf8"))));
}

export function dashboardUids(): readonly string[] {
  return dashboards().map(({ uid }) => uid);
}
