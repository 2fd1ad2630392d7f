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

const panels = z.looseObject({
  uid: z.string(),
  panels: z.array(
    z.looseObject({
      datasource: z.looseObject({ type: z.string() }),
      targets: z.array(z.looseObject({ expr: z.string() })),
    }),
  ),
});

/** Every PromQL query of every panel, with values in the place of Grafana's variables. */
export function dashboardQueries(): readonly (readonly [uid: string, query: string])[] {
  return dashboards().flatMap((dashboard) => {
    const { uid, panels: all } = panels.parse(dashboard);
    return all
      .filter(({ datasource }) => datasource.type === "prometheus")
      .flatMap(({ targets }) => targets.map(({ expr }) => expr))
      .map((expr) => [uid, expr.replaceAll("$__rate_interval", "5m").replaceAll("$instance", ".*")] as const);
  });
}
