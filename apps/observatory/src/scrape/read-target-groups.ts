import type { Labels } from "@voiceassist/wire";
import type { ConfigFile, ConfigNode } from "../config/config-file.ts";
import type { TargetGroup } from "./scrape-config.ts";

const addressPattern = /^(?:[A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\]):(?<port>\d{1,5})$/u;
const labelNamePattern = /^[A-Za-z_][A-Za-z0-9_]*$/u;
const maxPort = 65_535;

/** Reads a list of `{targets, labels}`, the shape of `static_configs` and of target files. */
export function readTargetGroups(file: ConfigFile, node: ConfigNode, what: string): readonly TargetGroup[] {
  return file.list(node, what).map((item) => {
    const entries = file.mapping(item, "a target group", ["targets", "labels"]);
    const addresses: string[] = [];
    for (const target of file.list(entries.get("targets") ?? item, "targets")) {
      const address = file.text(target, "a target");
      if (address === undefined) continue;
      const port = Number(addressPattern.exec(address)?.groups?.port);
      if (port >= 1 && port <= maxPort) addresses.push(address);
      else file.report(target, `"${address}" is not a target; expected host:port`);
    }
    const labels = entries.has("labels") ? readLabels(file, entries.get("labels") ?? null) : {};
    return { addresses, labels };
  });
}

function readLabels(file: ConfigFile, node: ConfigNode): Labels {
  const labels: Record<string, string> = {};
  for (const [name, valueNode] of file.mapping(node, "labels")) {
    const value = file.text(valueNode, `the label ${name}`);
    if (!labelNamePattern.test(name)) file.report(valueNode, `"${name}" is not a label name`);
    else if (name.startsWith("__")) {
      file.report(valueNode, `the label ${name} would change how the target is scraped; not supported`);
    } else if (value !== undefined) labels[name] = value;
  }
  return labels;
}
