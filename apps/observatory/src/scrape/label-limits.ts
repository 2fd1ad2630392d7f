import type { Labels } from "@voiceassist/wire";
import type { ScrapeLimits } from "./scrape-config.ts";

/** Which limit the label set exceeds, worded as Prometheus does, without the values. */
export function labelLimitProblem(labels: Labels, limits: ScrapeLimits): string | undefined {
  const names = Object.keys(labels);
  const metric = (labels.__name__ ?? "").slice(0, 50);
  if (limits.labels > 0 && names.length > limits.labels) {
    return `label_limit exceeded (metric: ${metric}, number of labels: ${names.length}, limit: ${limits.labels})`;
  }
  if (limits.labelNameBytes === 0 && limits.labelValueBytes === 0) return undefined;
  for (const name of names) {
    const nameBytes = Buffer.byteLength(name);
    if (limits.labelNameBytes > 0 && nameBytes > limits.labelNameBytes) {
      return `label_name_length_limit exceeded (metric: ${metric}, label name: ${name.slice(0, 50)}, length: ${nameBytes}, limit: ${limits.labelNameBytes})`;
    }
    const valueBytes = Buffer.byteLength(labels[name] ?? "");
    if (limits.labelValueBytes > 0 && valueBytes > limits.labelValueBytes) {
      return `label_value_length_limit exceeded (metric: ${metric}, label name: ${name.slice(0, 50)}, length: ${valueBytes}, limit: ${limits.labelValueBytes})`;
    }
  }
  return undefined;
}
