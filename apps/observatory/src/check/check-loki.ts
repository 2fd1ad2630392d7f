import { type ConfigNode, openConfigFile } from "../config/config-file.ts";
import { parseDurationMillis } from "../config/duration.ts";
import type { Problem } from "../config/problem.ts";

/** Checks the traps of `loki-config.yml`: retention that deletes nothing, queries that cannot reach what is kept, reports to the vendor. */
export function checkLoki(path: string, text: string, problems: Problem[]): void {
  const file = openConfigFile(path, text, problems);
  if (file.root === null) return;
  const top = file.mapping(file.root, "the configuration");
  const part = (name: string): ReadonlyMap<string, ConfigNode> => {
    const node = top.get(name);
    return node === undefined ? new Map() : file.mapping(node, name);
  };
  const limits = part("limits_config");
  const compactor = part("compactor");
  const millis = (name: string): number | undefined => {
    const node = limits.get(name);
    const written = node === undefined ? undefined : file.text(node, name);
    if (written === undefined) return undefined;
    const value = parseDurationMillis(written);
    if (value === undefined)
      file.report(node ?? null, `${name} is "${written}"; expected a duration such as 90d`);
    return value;
  };

  const retention = millis("retention_period");
  if (retention !== undefined) {
    const enabled = compactor.get("retention_enabled");
    if (enabled === undefined || file.boolean(enabled, "retention_enabled") !== true) {
      file.report(
        limits.get("retention_period") ?? null,
        "retention_period deletes nothing without compactor.retention_enabled: true",
      );
    }
    if (!compactor.has("delete_request_store")) {
      file.report(
        top.get("compactor") ?? file.root,
        "compactor.retention_enabled needs delete_request_store",
      );
    }
    for (const name of ["max_query_length", "max_query_lookback"]) {
      const reach = millis(name);
      if (reach !== undefined && reach > 0 && reach < retention) {
        file.report(
          limits.get(name) ?? null,
          `${name} is shorter than retention_period: queries cannot reach what is kept`,
        );
      }
    }
    if (!limits.has("max_query_length")) {
      file.report(
        top.get("limits_config") ?? null,
        "max_query_length is 721h when it is not given, shorter than most retentions",
      );
    }
  }
  const schema = part("schema_config").get("configs");
  for (const item of schema === undefined ? [] : file.list(schema, "configs")) {
    const entries = file.mapping(item, "a schema");
    const store = entries.get("store");
    const version = entries.get("schema");
    if (store !== undefined && file.text(store, "store") !== "tsdb") {
      file.report(store, "only the store tsdb has a present and a future");
    }
    if (version !== undefined && file.text(version, "schema") !== "v13") {
      file.report(version, "structured metadata, which trace ids are kept in, needs schema v13");
    }
  }
  const reporting = part("analytics").get("reporting_enabled");
  if (reporting === undefined || file.boolean(reporting, "reporting_enabled") !== false) {
    file.report(
      reporting ?? file.root,
      "analytics.reporting_enabled must be false: the default reports to the vendor",
    );
  }
}
