import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** The whole Grafana dashboard JSON. */
  readonly json: unknown;
  readonly path: string;
}

const maxDashboards = 200;

function dashboardDirectory(configDirectory: string): string {
  return join(configDirectory, "grafana", "dashboards");
}

export function dashboardPaths(configDirectory: string): readonly string[] {
  const directory = dashboardDirectory(configDirectory);
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .slice(0, maxDashboards)
    .map((name) => join(directory, name));
}

/** Read anew for every request: a dashboard that was edited shows without a restart. */
export function readDashboards(configDirectory: string): readonly Dashboard[] {
  return dashboardPaths(configDirectory).map((path) => {
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    const fields =
      typeof json === "object" && json !== null ? (json as Readonly<Record<string, unknown>>) : {};
    const { uid, title, tags } = fields;
    return {
      uid: typeof uid === "string" ? uid : "",
      title: typeof title === "string" ? title : "",
      tags: Array.isArray(tags) ? tags.map(String) : [],
      json,
      path,
    };
  });
}
