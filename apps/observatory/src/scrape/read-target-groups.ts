import type { Labels } from "@voiceassist/wire";
import type { ConfigFile, ConfigNode } from "../config/config-file.ts";
import { openSection } from "../config/section.ts";
import { isLabelName } from "../relabel/relabel-rule.ts";
import type { TargetGroup } from "./scrape-config.ts";

const fields = { what: "a target group", known: ["targets", "labels"] } as const;

/** Reads a list of `{targets, labels}`, the shape of `static_configs` and of target files. */
export function readTargetGroups(file: ConfigFile, node: ConfigNode, what: string): readonly TargetGroup[] {
  return file.list(node, what).map((item) => {
    const group = openSection(file, item, fields);
    const addresses = group.list("targets").flatMap((target) => {
      const address = file.text(target, "a target");
      if (address === undefined) return [];
      const problem = addressProblem(address);
      if (problem === undefined) return [address];
      file.report(target, problem);
      return [];
    });
    const labels = group.has("labels") ? readLabels(file, group.at("labels"), "labels") : {};
    return { addresses, labels };
  });
}

/** What Prometheus would refuse an address for; relabelling may give it its final form. */
export function addressProblem(address: string): string | undefined {
  if (address.includes("/")) return `"${address}" is not a valid hostname; expected host:port`;
  return /\s/u.test(address) ? `"${address}" is not a valid address; expected host:port` : undefined;
}

export function readLabels(file: ConfigFile, node: ConfigNode, what: string): Labels {
  const labels = file.entries(node, what).flatMap(({ key, keyNode, value }) => {
    const text = file.text(value, `the label ${key}`);
    if (!isLabelName(key, "utf8")) file.report(keyNode, `"${key}" is not a valid label name`);
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(labels);
}
