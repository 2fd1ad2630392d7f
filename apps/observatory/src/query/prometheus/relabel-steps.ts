import type { Labels } from "@voiceassist/promql";
import { printYaml } from "../../config/print-yaml.ts";
import { relabel } from "../../relabel/relabel.ts";
import type { RelabelRule } from "../../relabel/relabel-rule.ts";
import type { ScrapeConfig } from "../../scrape/scrape-config.ts";
import { shownScrapeConfig } from "../../scrape/shown-scrape-config.ts";
import { type Answer, badData, success } from "./envelope.ts";
import { sortedLabels } from "./sorted-labels.ts";

type JobNamed = (jobName: string) => ScrapeConfig | undefined;

/** `/api/v1/targets/relabel_steps`: what each rule of a job makes of given labels. */
export function relabelSteps(parameters: URLSearchParams, jobNamed: JobNamed): Answer {
  const job = jobParameter(parameters, jobNamed);
  if (job.kind === "missing") return job.answer;
  const text = parameters.get("labels") ?? "";
  if (text === "") return badData("no labels parameter provided");
  const labels = labelsFrom(text);
  if (labels === undefined) return badData("error parsing labels: expected a JSON object of texts");
  if (job.kind === "unknown") return job.answer;
  let output: Labels | undefined = labels;
  const steps = job.config.relabelRules.map((rule) => {
    output = output === undefined ? undefined : relabel(output, [rule]);
    return { rule: shownRule(rule), output: sortedLabels(output ?? {}), keep: output !== undefined };
  });
  return success({ steps });
}

/** `/api/v1/scrape_pools/config`: the job with its defaults and without its secrets. */
export function scrapePoolConfig(parameters: URLSearchParams, jobNamed: JobNamed): Answer {
  const job = jobParameter(parameters, jobNamed);
  return job.kind === "found" ? success({ yaml: printYaml(shownScrapeConfig(job.config)) }) : job.answer;
}

type JobParameter =
  | { readonly kind: "found"; readonly config: ScrapeConfig }
  | { readonly kind: "missing"; readonly answer: Answer }
  | { readonly kind: "unknown"; readonly answer: Answer };

function jobParameter(parameters: URLSearchParams, jobNamed: JobNamed): JobParameter {
  const name = parameters.get("scrapePool") ?? "";
  if (name === "") return { kind: "missing", answer: badData("no scrapePool parameter provided") };
  const config = jobNamed(name);
  if (config !== undefined) return { kind: "found", config };
  const problem = `error retrieving scrape config: scrape pool ${JSON.stringify(name)} not found`;
  return { kind: "unknown", answer: badData(problem) };
}

function labelsFrom(text: string): Labels | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    const entries = Object.entries(parsed);
    return entries.every(([, value]) => typeof value === "string") ? Object.fromEntries(entries) : undefined;
  } catch {
    return undefined;
  }
}

function shownRule(rule: RelabelRule): unknown {
  return {
    ...(rule.sourceLabels.length > 0 ? { source_labels: rule.sourceLabels } : {}),
    separator: rule.separator,
    regex: rule.pattern,
    ...(rule.modulus > 0n ? { modulus: Number(rule.modulus) } : {}),
    ...(rule.targetLabel === "" ? {} : { target_label: rule.targetLabel }),
    replacement: rule.replacement,
    action: rule.action,
  };
}
