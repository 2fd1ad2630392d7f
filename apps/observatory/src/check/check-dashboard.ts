import { parseLogql } from "@voiceassist/logql";
import { parsePromql } from "@voiceassist/promql";
import { type ConfigFile, type ConfigNode, openConfigFile } from "../config/config-file.ts";
import type { Problem } from "../config/problem.ts";

/** What Grafana puts in the place of its variables; any value of the right shape serves to check the query. */
const variableValues: readonly (readonly [RegExp, string])[] = [
  [/\$\{?__(?:rate_interval|interval|range)\}?/gu, "5m"],
  [/\$\{?__(?:range_s|interval_ms|range_ms)\}?/gu, "300"],
  [/\$\{[A-Za-z_][\w:]*\}|\$[A-Za-z_]\w*/gu, "value"],
];

/** Checks a Grafana dashboard: its identity, its data sources, and that every query parses. */
export function checkDashboard(
  path: string,
  text: string,
  dataSources: ReadonlyMap<string, string>,
  uids: Map<string, string>,
  problems: Problem[],
): void {
  const file = openConfigFile(path, text, problems);
  if (file.root === null) return;
  const top = file.mapping(file.root, "a dashboard");
  for (const key of ["uid", "title"]) {
    const node = top.get(key);
    if (node === undefined) file.report(file.root, `a dashboard needs a ${key}`);
    else file.text(node, key);
  }
  const uidNode = top.get("uid") ?? null;
  const uid = uidNode === null ? undefined : file.text(uidNode, "uid");
  if (uid !== undefined) {
    const other = uids.get(uid);
    if (other !== undefined) file.report(uidNode, `the uid "${uid}" is taken by ${other}`);
    uids.set(uid, path);
  }
  checkPanels(file, top.get("panels") ?? null, dataSources);
}

function checkPanels(file: ConfigFile, node: ConfigNode, dataSources: ReadonlyMap<string, string>): void {
  for (const panel of file.list(node, "panels")) {
    const entries = file.mapping(panel, "a panel");
    const nested = entries.get("panels");
    if (nested !== undefined) checkPanels(file, nested, dataSources);
    const panelType = dataSourceType(file, entries.get("datasource"), dataSources);
    const targets = entries.get("targets");
    if (targets === undefined) continue;
    for (const target of file.list(targets, "targets")) {
      const fields = file.mapping(target, "a target");
      const type = dataSourceType(file, fields.get("datasource"), dataSources) ?? panelType;
      const expression = fields.get("expr");
      if (expression !== undefined) checkQuery(file, expression, type);
    }
  }
}

function dataSourceType(
  file: ConfigFile,
  node: ConfigNode | undefined,
  dataSources: ReadonlyMap<string, string>,
): string | undefined {
  if (node === undefined || node === null) return undefined;
  const uidNode = file.mapping(node, "datasource").get("uid");
  const uid = uidNode === undefined ? undefined : file.text(uidNode, "uid");
  if (uidNode === undefined || uid === undefined || uid.startsWith("$") || uid.startsWith("--"))
    return undefined;
  if (!dataSources.has(uid)) file.report(uidNode, `no data source has the uid "${uid}"`);
  return dataSources.get(uid);
}

function checkQuery(file: ConfigFile, node: ConfigNode, type: string | undefined): void {
  const given = file.text(node, "expr");
  if (given === undefined) return;
  const query = variableValues.reduce((text, [pattern, value]) => text.replace(pattern, value), given);
  if (type === "prometheus") {
    const parsed = parsePromql(query);
    if (!parsed.ok) file.report(node, `the query is not PromQL: ${parsed.error.message}`);
  }
  if (type === "loki") {
    const parsed = parseLogql(query);
    if (!parsed.ok) file.report(node, `the query is not LogQL: ${parsed.error.message}`);
  }
}
