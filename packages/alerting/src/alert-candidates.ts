import { formatHistogram, type InstantSample, type Labels, setLabel } from "@voiceassist/promql";
import type { AlertCandidate } from "./alert.ts";
import type { AlertingRule } from "./rule.ts";
import { expandText, templateProblem } from "./template/expand-template.ts";
import type { TemplateEnvironment } from "./template/prometheus-functions.ts";
import { type TemplateValue, textMap } from "./template/template-value.ts";

export interface AlertEnvironment extends TemplateEnvironment {
  readonly externalLabels: Labels;
}

/** What Prometheus puts before every template of an alert. */
const shorthands =
  "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}";
const dataType =
  "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }";

/** Labels and annotations of the alerts that a result makes, their templates expanded. */
export async function alertCandidates(
  rule: AlertingRule,
  result: readonly InstantSample[],
  environment: AlertEnvironment,
): Promise<readonly AlertCandidate[]> {
  const candidates: AlertCandidate[] = [];
  for (const sample of result) {
    const data = templateData(sample, environment);
    let labels = setLabel(sample.labels, "__name__", "");
    for (const [name, text] of Object.entries(rule.labels)) {
      labels = setLabel(labels, name, await expanded(rule, text, data, environment));
    }
    let annotations: Labels = {};
    for (const [name, text] of Object.entries(rule.annotations)) {
      annotations = setLabel(annotations, name, await expanded(rule, text, data, environment));
    }
    const value = sample.histogram === undefined ? sample.value : 0;
    candidates.push({ labels: setLabel(labels, "alertname", rule.alert), annotations, value });
  }
  return candidates;
}

function templateData(
  sample: InstantSample,
  { externalLabels, externalUrl }: AlertEnvironment,
): TemplateValue {
  const value: TemplateValue =
    sample.histogram === undefined
      ? sample.value
      : { kind: "histogram", text: formatHistogram(sample.histogram) };
  const fields = new Map<string, TemplateValue>([
    ["Labels", textMap(sample.labels)],
    ["ExternalLabels", textMap(externalLabels)],
    ["ExternalURL", externalUrl],
    ["Value", value],
  ]);
  return { kind: "struct", type: dataType, fields };
}

async function expanded(
  { alert }: AlertingRule,
  text: string,
  data: TemplateValue,
  environment: TemplateEnvironment,
): Promise<string> {
  // Most texts are no templates.
  if (!text.includes("{{")) return text;
  const result = await expandText(templateName(alert), `${shorthands}${text}`, data, environment);
  return result.ok ? result.text : `<error expanding template: ${result.error}>`;
}

function templateName(alert: string): string {
  return `__alert_${alert}`;
}

/** What is wrong with the template of a label or an annotation, or `undefined`. */
export function alertTemplateProblem(alert: string, text: string): string | undefined {
  return templateProblem(templateName(alert), `${shorthands}${text}`);
}
