import { openConfigFile } from "../config/config-file.ts";
import type { Problem } from "../config/problem.ts";

const supportedTypes = ["prometheus", "loki", "jaeger", "alertmanager"] as const;

/** Type by uid of the data sources that Grafana provisions, for the dashboards that name them. */
export function readDataSources(
  path: string,
  text: string,
  problems: Problem[],
): ReadonlyMap<string, string> {
  const file = openConfigFile(path, text, problems);
  const types = new Map<string, string>();
  if (file.root === null) return types;
  const top = file.mapping(file.root, "the file");
  for (const node of file.list(top.get("datasources") ?? file.root, "datasources")) {
    const entries = file.mapping(node, "a data source");
    const uidNode = entries.get("uid");
    const typeNode = entries.get("type");
    if (uidNode === undefined || typeNode === undefined || !entries.has("name")) {
      file.report(node, "a data source needs a name, a uid and a type");
      continue;
    }
    const uid = file.text(uidNode, "uid");
    const type = file.text(typeNode, "type");
    if (uid === undefined || type === undefined) continue;
    if (types.has(uid)) file.report(uidNode, `a second data source with the uid "${uid}"`);
    if (!supportedTypes.some((supported) => supported === type)) {
      file.report(typeNode, `the type "${type}" is not supported; supported: ${supportedTypes.join(", ")}`);
    }
    types.set(uid, type);
  }
  return types;
}
