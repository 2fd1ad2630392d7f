import { compileMatcher, type Labels, parseSelector } from "@voiceassist/promql";
import type { MetricMetadata } from "@voiceassist/wire";
import type { StoreReader } from "../../redact/redacted-store.ts";
import type { ScrapedTarget } from "../../scrape/scrape-pool.ts";
import { type Answer, success } from "./envelope.ts";
import { countParameter, invalid } from "./parameters.ts";
import { sortedLabels } from "./sorted-labels.ts";

type Metrics = StoreReader["metrics"];

const maxFamilies = 40_000;

/** Type, help and unit by metric family, `limit` families at most; with `metric`, of that family alone. */
export async function metadata(parameters: URLSearchParams, metrics: Metrics): Promise<Answer> {
  const limit = countParameter(parameters, "limit");
  if (!limit.ok) return limit.answer;
  const perMetric = countParameter(parameters, "limit_per_metric");
  if (!perMetric.ok) return perMetric.answer;
  const metric = parameters.get("metric") ?? "";
  const all = await metrics.metadata(maxFamilies);
  const families = [...all].filter(([name]) => metric === "" || name === metric);
  return success(
    Object.fromEntries(families.slice(0, limit.value).map(([name, one]) => [name, [shown(one)]])),
  );
}

/** The families that each target shows. Help is the store's, which has been redacted. */
export async function targetMetadata(
  parameters: URLSearchParams,
  metrics: Metrics,
  targets: readonly ScrapedTarget[],
): Promise<Answer> {
  const limit = countParameter(parameters, "limit");
  if (!limit.ok) return limit.answer;
  const match = parameters.get("match_target") ?? "";
  let matches: (labels: Labels) => boolean = () => true;
  if (match !== "") {
    const parsed = parseSelector(match);
    if (!parsed.ok) return invalid("match_target", parsed.error.message).answer;
    const tests = parsed.matchers.map(compileMatcher);
    matches = (labels) => tests.every((test) => test.ok && test.matches(labels));
  }
  const metric = parameters.get("metric") ?? "";
  const known = await metrics.metadata(maxFamilies);
  const found: unknown[] = [];
  for (const { target, families } of targets.filter((one) => matches(one.target.labels))) {
    // The limit ends the list after the target that reaches it, as in Prometheus.
    if (found.length >= (limit.value ?? Number.POSITIVE_INFINITY)) break;
    for (const family of families) {
      const one = metric === "" || family === metric ? known.get(family) : undefined;
      if (one === undefined) continue;
      const named = metric === "" ? { metric: family } : {};
      found.push({ target: sortedLabels(target.labels), ...named, ...shown(one) });
    }
  }
  return success(found);
}

function shown({ type, help, unit }: MetricMetadata): MetricMetadata {
  return { type, help, unit };
}
