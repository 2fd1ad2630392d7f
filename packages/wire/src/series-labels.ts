import { attributeText } from "./attribute-text.ts";
import type { Attributes, Resource } from "./attributes.ts";
import type { Labels } from "./labels.ts";
import type { OtlpMetric } from "./otlp-metric.ts";
import { setOwn } from "./own-entry.ts";
import { prometheusLabelName } from "./prometheus-name.ts";

export interface ResourceLabels {
  /** `job` and `instance`, on every series of the resource. */
  readonly identity: Labels;
  /** The other attributes, for `target_info`. */
  readonly info: Labels;
}

const identifying: ReadonlySet<string> = new Set([
  "service.name",
  "service.namespace",
  "service.instance.id",
]);

export function resourceLabels({ attributes }: Resource): ResourceLabels {
  const name = textOf(attributes, "service.name");
  const namespace = textOf(attributes, "service.namespace");
  const instance = textOf(attributes, "service.instance.id");
  const job = namespace !== "" && name !== "" ? `${namespace}/${name}` : name;
  const identity = { ...(job === "" ? {} : { job }), ...(instance === "" ? {} : { instance }) };
  const others = Object.entries(attributes).filter(([key]) => !identifying.has(key));
  return { identity, info: attributeLabels(Object.fromEntries(others)) };
}

/** A point's labels. `job`, `instance` and the scope's win over attributes of the same name. */
export function pointLabels({ scope }: OtlpMetric, identity: Labels, attributes: Attributes): Labels {
  return {
    ...attributeLabels(attributes),
    ...(scope.name === "" ? {} : { otel_scope_name: scope.name }),
    ...(scope.version === "" ? {} : { otel_scope_version: scope.version }),
    ...identity,
  };
}

/** Names that escape to the same label share it, their values joined by `;` in the order of the original names. */
function attributeLabels(attributes: Attributes): Labels {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const label = prometheusLabelName(name);
    const text = value === null ? "" : attributeText(value);
    setOwn(labels, label, Object.hasOwn(labels, label) ? `${labels[label]};${text}` : text);
  }
  return labels;
}

function textOf(attributes: Attributes, name: string): string {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return value === undefined || value === null ? "" : attributeText(value);
}
