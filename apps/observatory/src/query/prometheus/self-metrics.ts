import { compileRegex } from "@voiceassist/promql";
import type { ObservatoryMetrics } from "../../own/observatory-metrics.ts";
import { type Answer, badData, success } from "./envelope.ts";

/** `/api/v1/status/self_metrics`: what `/metrics` has, as JSON, of the metrics whose name the pattern matches. */
export function selfMetrics(parameters: URLSearchParams, own: ObservatoryMetrics): Answer {
  const pattern = parameters.get("metric_name_pattern") ?? "";
  if (pattern === "") return success(own.families());
  // As the original, which puts the anchors into the pattern and then shows them.
  const compiled = compileRegex(`^(?:${pattern})$`);
  if (!compiled.ok) return badData(`invalid metric_name_pattern: ${compiled.message}`);
  return success(own.families().filter(({ name }) => compiled.regex.matches(name)));
}
