import type { Regex } from "@voiceassist/promql";

export const relabelActions = [
  "replace",
  "keep",
  "drop",
  "keepequal",
  "dropequal",
  "hashmod",
  "labelmap",
  "labeldrop",
  "labelkeep",
  "lowercase",
  "uppercase",
] as const;

export const defaultRegex = "(.*)";

export type RelabelAction = (typeof relabelActions)[number];

/** One item of `relabel_configs` or `metric_relabel_configs`, defaults applied. */
export interface RelabelRule {
  readonly action: RelabelAction;
  readonly sourceLabels: readonly string[];
  readonly separator: string;
  /** As the configuration writes it. */
  readonly pattern: string;
  readonly regex: Regex;
  readonly targetLabel: string;
  readonly replacement: string;
  /** Of `hashmod` only; 0 elsewhere. */
  readonly modulus: bigint;
  /** `legacy` allows only names of letters, digits and underscores as targets. */
  readonly nameValidation: NameValidation;
}

export type NameValidation = "utf8" | "legacy";

export function isLabelName(name: string, validation: NameValidation): boolean {
  // A lone surrogate is the only text that UTF-8 cannot write.
  return validation === "legacy"
    ? /^[A-Za-z_][A-Za-z0-9_]*$/u.test(name)
    : name !== "" && !/\p{Cs}/u.test(name);
}
