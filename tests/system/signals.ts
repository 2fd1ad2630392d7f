import { signalCauses } from "../../apps/gateway/src/signal-causes.ts";
import { getJson, getText, type Place, url } from "./running-process.ts";

const service = "voiceassist-api-gateway";
const traceLimit = 400;

/** Metrics, spans and log fields of the table that the observatory's APIs do not show yet. */
export async function missingSignals(place: Place): Promise<readonly string[]> {
  const [metrics, spans, fields] = await Promise.all([
    seenMetrics(place),
    seenSpans(place),
    seenFields(place),
  ]);
  const absent = (kind: keyof typeof signalCauses, seen: (name: string) => boolean): readonly string[] =>
    signalCauses[kind]
      .filter(({ name, mayStayZero }) => mayStayZero !== true && !seen(name))
      .map(({ name }) => `${kind}: ${name}`);
  return [
    ...absent("metrics", (name) => metrics.has(name) || metrics.has(`${name}_count`)),
    ...absent("spans", (name) => spans.includes(JSON.stringify(name))),
    ...absent("logFields", (name) => fields.has(name)),
  ];
}

/** Names of the metrics that were above 0 at some scrape. */
async function seenMetrics(place: Place): Promise<ReadonlySet<string>> {
  const query = encodeURIComponent(`max by (__name__) (last_over_time({job="${service}"}[5m])) > 0`);
  const sampled = encodeURIComponent(`max by (__name__) (max_over_time({job="${service}"}[5m])) > 0`);
  const names = new Set<string>();
  for (const text of [query, sampled]) {
    const { data } = (await getJson(url(place, "prometheus", `/api/v1/query?query=${text}`))) as {
      data?: { result: { metric: { __name__?: string } }[] };
    };
    for (const { metric } of data?.result ?? [])
      if (metric.__name__ !== undefined) names.add(metric.__name__);
  }
  return names;
}

async function seenSpans(place: Place): Promise<string> {
  const operations = await getText(url(place, "jaeger", `/api/services/${service}/operations`));
  const traces = await getText(url(place, "jaeger", `/api/traces?service=${service}&limit=${traceLimit}`));
  return operations + traces;
}

async function seenFields(place: Place): Promise<ReadonlySet<string>> {
  const query = encodeURIComponent(`{service="${service}"}`);
  const { data } = (await getJson(
    url(place, "loki", `/loki/api/v1/query_range?query=${query}&limit=5000`),
  )) as { data: { result: { values: [string, string][] }[] } };
  const lines = data.result.flatMap(({ values }) => values.map(([, line]) => line));
  return new Set(
    lines.filter((line) => line.startsWith("{")).flatMap((line) => Object.keys(JSON.parse(line) as object)),
  );
}
